import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { interactionText } from '../../strings/interaction-text.ts';

interface Props {
  element: RefObject<HTMLMediaElement | null>;
  /** Undefined while the file is being opened. */
  url: string | undefined;
  isOver: boolean;
  name: string;
}

const EVENTS = ['play', 'pause', 'ended', 'timeupdate', 'durationchange'] as const;

/** The only control of a recording that may be played a few times: on, off, and how far it is. */
export function PlayButton({ element, url, isOver, name }: Props) {
  const shown = useSignal({ playing: false, now: 0, all: 0 });
  useEffect(() => {
    const media = element.current;
    if (!media) return;
    const look = () => {
      const { paused, currentTime, duration } = media;
      shown.value = { playing: !paused, now: currentTime, all: Number.isFinite(duration) ? duration : 0 };
    };
    const stop = new AbortController();
    for (const event of EVENTS) media.addEventListener(event, look, { signal: stop.signal });
    return () => stop.abort();
  }, [element, shown]);
  const words = interactionText().media;
  const { playing, now, all } = shown.value;
  const toggle = () => {
    const media = element.current;
    if (!media) return;
    if (playing) media.pause();
    else media.play().catch(() => undefined);
  };
  return (
    <div class="play">
      <button
        type="button"
        disabled={url === undefined || (isOver && !playing)}
        aria-label={`${playing ? words.pause : words.play}${name ? `: ${name}` : ''}`}
        onClick={toggle}
      >
        <span class={playing ? 'pause-mark' : 'play-mark'} aria-hidden="true" />
        {playing ? words.pause : words.play}
      </button>
      <span class="play-time">
        {clock(Math.floor(now))} / {clock(Math.ceil(all))}
      </span>
    </div>
  );
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
