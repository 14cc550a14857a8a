import { useSignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import type { Student } from '../../../shared/contract/student/question.ts';
import type { Media, MediaFile } from '../../session/media.ts';
import { placingText } from '../../strings/placing-text.ts';
import type { Point, Size } from './pointing.ts';
import './stage.css';

type Picture = Student<'hotspot'>['picture'];

interface Props {
  root: RefObject<HTMLDivElement | null>;
  picture: Picture;
  files: MediaFile[];
  media: Media;
  /** How much larger it is shown than its author drew it, where there is room. */
  enlarged?(size: Size): number;
  /** What lies on the picture; the size is null where there is no picture, and this is a list below what is said of that. */
  children(size: Size | null): ComponentChildren;
  /** What to do where the picture is missing. */
  missing: string;
}

/** The picture that a question is about, and what is drawn on it, growing and shrinking together. */
export function Stage({ root, picture, files, media, enlarged, children, missing }: Props) {
  const natural = useSignal<Size | null>(null);
  const broken = useSignal(false);
  const file = files.find(({ name }) => name === picture.src);
  const view = file ? media.view(file).value : { state: 'missing' as const };
  if (view.state === 'missing' || broken.value) {
    return (
      <div class="no-stage" ref={root}>
        <p class="missing">
          {placingText().picture.missing(picture.alt)} {missing}
        </p>
        {children(null)}
      </div>
    );
  }
  const { width, height } = picture;
  const size = width && height ? { width, height } : natural.value;
  const box = size && {
    inlineSize: `${size.width * (enlarged?.(size) ?? 1)}px`,
    aspectRatio: `${size.width} / ${size.height}`,
  };
  return (
    <div class="stage" ref={root} style={box ?? undefined}>
      {view.state === 'open' && (
        <img
          src={view.url}
          alt={picture.alt}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            natural.value = { width: naturalWidth || 300, height: naturalHeight || 150 };
          }}
          onError={() => {
            broken.value = true;
          }}
        />
      )}
      {size && children(size)}
    </div>
  );
}

/** A point of the screen in pixels of the picture, and how many of those a CSS pixel is. */
export function onStage(stage: HTMLElement | null, at: Point, size: Size): { point: Point; scale: number } | null {
  const box = stage?.getBoundingClientRect();
  if (!box || box.width === 0 || box.height === 0) return null;
  const scale = size.width / box.width;
  return { point: { x: (at.x - box.left) * scale, y: ((at.y - box.top) * size.height) / box.height }, scale };
}

/** Where something stands on the stage, and how large it is; both grow with it. */
export const stagePlace = ({ x, y }: Point, size: Size, own: Partial<Size> = {}) => ({
  left: `${(100 * x) / size.width}%`,
  top: `${(100 * y) / size.height}%`,
  ...(own.width !== undefined && { width: `${(100 * own.width) / size.width}%` }),
  ...(own.height !== undefined && { height: `${(100 * own.height) / size.height}%` }),
});
