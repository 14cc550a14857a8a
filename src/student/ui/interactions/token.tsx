import type { ComponentChildren } from 'preact';
import { type DragSteps, startDrag } from './drag.ts';
import './token.css';

interface Props {
  /** What finds it again when it was made anew elsewhere. */
  name: string;
  /** Taken up, and on its way to a place. */
  held: boolean;
  /** As often in use as it may be. */
  used?: boolean;
  /** Others may be put onto it: what `placeBelow` gives. */
  place?: string | undefined;
  over?: boolean;
  /** Said after its content. */
  note?: string;
  disabled: boolean;
  onPress(): void;
  /** Delete or Backspace. */
  onRemove?: (() => void) | undefined;
  drag: DragSteps;
  children: ComponentChildren;
}

/** A thing to move: by mouse and finger as a whole, by a finger on a narrow screen by its grip. */
export function Token({ name, held, used, place, over, note, disabled, onPress, onRemove, drag, children }: Props) {
  const kinds = ['token', held && 'held', used && 'used', over && 'over'];
  return (
    <button
      type="button"
      class={kinds.filter(Boolean).join(' ')}
      data-key={name}
      data-place={place}
      aria-pressed={held}
      disabled={disabled}
      onClick={onPress}
      onPointerDown={(event) => !disabled && startDrag(event, event.currentTarget, drag)}
      onKeyDown={(event) => {
        if (!onRemove || (event.key !== 'Delete' && event.key !== 'Backspace')) return;
        event.preventDefault();
        onRemove();
      }}
    >
      {!disabled && <span class="grip" aria-hidden="true" />}
      <span class="text content" lang="">
        {children}
      </span>
      {note && <span class="unseen">, {note}</span>}
    </button>
  );
}
