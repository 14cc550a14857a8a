import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Student } from '../../../shared/contract/student/question.ts';
import type { Media, MediaFile } from '../../session/media.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { PlayButton } from './play-button.tsx';
import './media-player.css';

export interface MediaPlayerProps {
  question: Student<'media'>;
  files: MediaFile[];
  media: Media;
  /** How often it was played to its end. */
  plays: number;
  onPlayed(): void;
}

/** Where each recording stands, for a student who goes away from it and comes back. */
const positions = new Map<string, number>();

/**
 * A recording of its own. Where an author limits how often it is played, only the end of it counts as a play, and there is
 * no way to go back in it: a crash, or a look at another question, costs nobody a play.
 */
export function MediaPlayer({ question, files, media, plays, onPlayed }: MediaPlayerProps) {
  const element = useRef<HTMLMediaElement>(null);
  const failed = useSignal(false);
  const { src, alt, width, height, autostart, loop, minPlays, maxPlays } = question;
  const file = files.find(({ name }) => name === src);
  const view = file ? media.view(file).value : { state: 'missing' as const };
  const words = interactionText().media;
  const isLimited = maxPlays > 0;
  const isOver = isLimited && plays >= maxPlays;
  const url = view.state === 'open' ? view.url : undefined;

  // biome's exhaustive-deps would have more: it starts by itself once, when it is there.
  useEffect(() => {
    // A browser that wants a hand on the button leaves it to the student.
    if (autostart && url !== undefined && !isOver) element.current?.play().catch(() => undefined);
  }, [url]);

  if (view.state === 'missing' || failed.value) {
    return <p class="note">{view.state === 'missing' ? words.missing : words.broken}</p>;
  }
  if (file?.type.startsWith('image/')) return <img src={url} alt={alt} width={width} height={height} />;

  const key = file?.contentHash ?? '';
  const ended = () => {
    positions.delete(key);
    onPlayed();
    if (loop && isLimited && plays + 1 < maxPlays) void element.current?.play();
  };
  const props = {
    src: url,
    controls: !isLimited,
    loop: loop && !isLimited,
    preload: 'metadata' as const,
    'aria-label': alt || words.recording,
    onEnded: ended,
    // Keys of the keyboard and the browser's own menu play it too.
    onPlay: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => isOver && currentTarget.pause(),
    onContextMenu: (event: Event) => isLimited && event.preventDefault(),
    onError: () => (failed.value = true),
    onLoadedMetadata: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      currentTarget.currentTime = positions.get(key) ?? 0;
    },
    onTimeUpdate: ({ currentTarget }: { currentTarget: HTMLMediaElement }) => {
      if (!currentTarget.ended) positions.set(key, currentTarget.currentTime);
    },
  };
  const hint = isLimited ? words.left(maxPlays - plays) : plays < minPlays ? words.more(minPlays - plays) : null;
  return (
    <div class="media-player">
      {file?.type.startsWith('video/') ? (
        <video {...props} ref={element as RefObject<HTMLVideoElement>} width={width} height={height} />
      ) : (
        <audio {...props} ref={element as RefObject<HTMLAudioElement>} />
      )}
      {isLimited && <PlayButton element={element} url={url} isOver={isOver} name={alt} />}
      {hint !== null && <p class="aside">{hint}</p>}
    </div>
  );
}
