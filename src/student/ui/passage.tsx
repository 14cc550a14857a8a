import { useLayoutEffect, useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { Media, MediaFile } from '../session/media.ts';
import { text } from '../strings/text.ts';
import { Content } from './content.tsx';

interface Props {
  stimulus: NonNullable<StudentItem['stimulus']>;
  files: MediaFile[];
  media: Media;
}

/** How far each passage was read; a student who comes back finds their place. */
const places = new Map<string, number>();

export function Passage({ stimulus, files, media }: Props) {
  const section = useRef<HTMLElement>(null);
  const { id, title, body } = stimulus;
  useLayoutEffect(() => {
    if (!section.current) return;
    // Left as it is where it was not read yet: it may stand there since before the app, and be scrolled.
    const read = places.get(id);
    if (read !== undefined) section.current.scrollTop = read;
    // It scrolls by itself on a wide screen, and the keyboard must reach what scrolls (Chrome does so from 130 on).
    section.current.tabIndex = 0;
  }, [id]);
  return (
    <section
      class="passage content"
      lang=""
      dir="auto"
      ref={section}
      aria-label={title ?? text().attempt.passage}
      onScroll={(event) => places.set(id, event.currentTarget.scrollTop)}
    >
      {title && <h2>{title}</h2>}
      <Content nodes={body} files={files} media={media} />
    </section>
  );
}
