import type { ComponentChildren, RefObject } from 'preact';
import { placingText } from '../../strings/placing-text.ts';
import { AreaShape } from './area-shape.tsx';
import { type Area, areaAt, boundsOf, magnification, middleOf } from './areas.ts';
import { type At, type DragSteps, startDrag } from './drag.ts';
import type { Size } from './pointing.ts';
import { onStage, stagePlace } from './stage.tsx';

export interface AreaView {
  /** `chosen`, `held`, `over`, `awaits`: how it is drawn. */
  kinds: string;
  pressed: boolean;
  /** Said after its name. */
  note?: string;
  /** Drawn in its middle. */
  mark?: ComponentChildren;
  drag?: DragSteps | undefined;
  onRemove?: (() => void) | undefined;
}

export interface AreaLayerProps {
  stage: RefObject<HTMLDivElement | null>;
  areas: readonly (Area & { label: string })[];
  /** Null: a list. */
  size: Size | null;
  /** What areas are called where things are put together. */
  side?: 'source' | 'target' | 'area';
  view(index: number): AreaView;
  disabled: boolean;
  onPress(index: number): void;
  /** Drawn below the areas' buttons, in pixels of the picture. */
  children?: ComponentChildren;
}

/** As far as half of what a finger's target measures. */
const SLACK = 22;

/** The areas of a picture: their outlines, and a button for each. Without the picture they are a list of buttons. */
export function AreaLayer({ stage, areas, size, side = 'area', view, disabled, onPress, children }: AreaLayerProps) {
  // Buttons are upright rectangles, at least as large as a finger, and lie on one another where areas are close together:
  // which one a pointer means is told by the areas themselves. Keys and screen readers press the button that they are on.
  const pressed = (event: MouseEvent, index: number) => {
    const meant =
      event.detail > 0 ? areaUnder(stage.current, areas, size, { x: event.clientX, y: event.clientY }) : null;
    onPress(meant ?? index);
  };
  return (
    <>
      {size && (
        <svg class="shapes" viewBox={`0 0 ${size.width} ${size.height}`} preserveAspectRatio="none" aria-hidden="true">
          {areas.map((area, index) => (
            <AreaShape key={String(index)} area={area} picture={size} kinds={view(index).kinds} />
          ))}
          {children}
        </svg>
      )}
      <ul class="areas">
        {areas.map((area, index) => {
          const { kinds, pressed: isPressed, note, mark, drag, onRemove } = view(index);
          const middle = size && middleOf(area, size);
          return (
            <li key={String(index)}>
              <button
                type="button"
                class={`area ${area.shape === 'default' ? 'whole' : ''} ${drag ? 'movable' : ''} ${kinds}`}
                style={size ? place(area, size, areas.length - index) : undefined}
                data-key={`${side}-${index}`}
                data-place={`${side}-${index}`}
                aria-pressed={isPressed}
                disabled={disabled}
                onClick={(event) => pressed(event, index)}
                onPointerDown={(event) => !disabled && drag && startDrag(event, null, drag)}
                onKeyDown={(event) => onRemove && (event.key === 'Delete' || event.key === 'Backspace') && onRemove()}
              >
                <span class={size ? 'unseen' : undefined}>{areaName(area, index)}</span>
                {note && <span class={size ? 'unseen' : undefined}>, {note}</span>}
              </button>
              {size && middle && mark && (
                <span class={`on-picture ${kinds}`} style={stagePlace(middle, size)} aria-hidden="true">
                  {mark}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

export const areaName = ({ label }: { label: string }, index: number) =>
  label.trim() || placingText().picture.area(index + 1);

/** The area that a point of the screen means; null where there is none near. */
export function areaUnder(stage: HTMLElement | null, areas: readonly Area[], size: Size | null, at: At): number | null {
  const on = size && onStage(stage, at, size);
  return on && areaAt(areas, on.point, size, SLACK * on.scale);
}

/** The smallest area is as large as a finger, if that does not make the picture more than twice as large. */
export const enlargedFor = (areas: readonly Area[]) => (size: Size) => magnification(areas, size, 2 * SLACK);

function place(area: Area, size: Size, above: number) {
  const { x, y, width, height } = boundsOf(area, size);
  const at = stagePlace({ x: x + width / 2, y: y + height / 2 }, size, { width, height });
  return { ...at, zIndex: area.shape === 'default' ? 0 : above };
}
