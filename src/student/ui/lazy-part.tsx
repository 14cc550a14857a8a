import { signal } from '@preact/signals';
import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../strings/text.ts';

export type LazyPart<Props> = FunctionComponent<Props> & {
  /** Resolves in any case: whoever shows the part says whether it came. */
  load(): Promise<void>;
};

/**
 * A part of the screen that is a chunk of its own. While it comes, and when it cannot be had, it says so in its place,
 * and the rest of the screen works.
 */
export function lazyPart<Props extends object>(fetchPart: () => Promise<ComponentType<Props>>): LazyPart<Props> {
  const part = signal<ComponentType<Props> | 'coming' | 'failed' | null>(null);

  const load = async () => {
    if (part.peek() !== null && part.peek() !== 'failed') return;
    part.value = 'coming';
    try {
      part.value = await fetchPart();
    } catch (error) {
      console.error(error);
      part.value = 'failed';
    }
  };

  function Part(props: Props) {
    const Loaded = part.value;
    useEffect(() => {
      if (part.peek() === null) void load();
    }, []);
    if (Loaded === 'failed') {
      return (
        <div class="note torn-note" role="alert">
          <p>{text().attempt.cannotOpen}</p>
          <button type="button" onClick={() => void load()}>
            {text().attempt.tryAgain}
          </button>
        </div>
      );
    }
    if (Loaded === null || Loaded === 'coming') return <p class="aside">{text().attempt.opening}</p>;
    return <Loaded {...props} />;
  }
  return Object.assign(Part, { load });
}
