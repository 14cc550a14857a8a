import type { ComponentChildren } from 'preact';
import { text } from '../../strings/text.ts';

interface Props {
  id: string;
  /** What there is to do, in few words; what is null is left out. */
  words: readonly (string | null)[];
  /** What was done or comes next, which is read out. */
  said: string;
  /** What else can be done with what is held. */
  children?: ComponentChildren;
}

/** What stands above what is answered. Its height stays the same, so that no place moves away under the pointer. */
export const Guide = ({ id, words, said, children }: Props) => (
  <div class="guide" dir={text().dir}>
    <p id={id}>{words.filter((one) => one !== null).join(' ')}</p>
    <div class="now">
      <p class="said" aria-live="polite">
        {said}
      </p>
      {children}
    </div>
  </div>
);
