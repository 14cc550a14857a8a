import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { BeforeTests } from '../session/ports.ts';
import { beforeText } from '../strings/before-text.ts';

interface Props {
  /** Null until it is there. */
  before: BeforeTests | null;
  /** Null where the browser makes no sound. */
  onHeard(isHeard: boolean | null): void;
}

/** Plays a tone, and asks whether it was heard: a device cannot hear itself. */
export function SoundCheck({ before, onHeard }: Props) {
  const words = beforeText().check;
  const isAsked = useSignal(false);
  const player = useRef<HTMLButtonElement>(null);

  const play = async () => {
    const isPlayed = (await before?.playTone()) ?? false;
    isAsked.value = isPlayed;
    if (!isPlayed && before) onHeard(null);
  };
  const answer = (isHeard: boolean) => {
    // What was pressed goes away, and the focus must not go with it.
    player.current?.focus();
    isAsked.value = false;
    onHeard(isHeard);
  };

  return (
    <div class="sound-check">
      <button type="button" ref={player} onClick={() => void play()}>
        {words.play}
      </button>
      <span role="status">{isAsked.value && words.didYouHear}</span>
      {isAsked.value && (
        <>
          <button type="button" onClick={() => answer(true)}>
            {words.yes}
          </button>
          <button type="button" onClick={() => answer(false)}>
            {words.no}
          </button>
        </>
      )}
    </div>
  );
}
