import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { text } from '../../strings/text.ts';
import type { At, DragSteps } from './drag.ts';
import { moved, placeAt, placed } from './ordering.ts';
import { Token } from './token.tsx';
import { useFocusAfter } from './use-focus-after.ts';
import './ordered-list.css';

interface Props {
  list: readonly number[];
  draw(index: number): ComponentChildren;
  name(index: number): string;
  /** One beside the other, as words of a sentence are. */
  sideways: boolean;
  readOnly: boolean;
  /** Something from elsewhere is held over the list. */
  over?: boolean;
  /** There is a place left at its end. */
  vacant?: boolean;
  /** What was done, in words. */
  said: Signal<string>;
  onChange(list: number[]): void;
  onTakeOut?: ((index: number) => void) | undefined;
}

/** Things in an order, each of which is dragged, or chosen and then put, or moved by its arrows or the arrow keys. */
export function OrderedList(props: Props) {
  const { list, draw, name, sideways, readOnly, said, over, vacant, onChange, onTakeOut } = props;
  const root = useRef<HTMLOListElement>(null);
  /** The one that was chosen, and whose new place is chosen next. */
  const held = useSignal<number | null>(null);
  const dragged = useSignal<{ index: number; list: number[] } | null>(null);
  const focusAfter = useFocusAfter(root);
  const latest = useRef(list);
  latest.current = list;
  const words = placingText().order;

  const put = (index: number, next: number[]) => {
    held.value = null;
    said.value = words.moved(name(index), next.indexOf(index) + 1, next.length);
    onChange(next);
  };
  const step = (index: number, by: -1 | 1, key = keyOf(index)) => {
    const from = list.indexOf(index);
    const to = from + by;
    if (to < 0 || to >= list.length) return;
    focusAfter(key);
    put(index, moved(list, from, to));
  };
  const letGo = () => {
    held.value = null;
    said.value = '';
  };
  const press = (index: number) => {
    const now = held.value;
    if (now === null || !list.includes(now)) {
      held.value = index;
      said.value = placingText().held(name(index));
    } else if (now === index) letGo();
    else {
      focusAfter(keyOf(index), keyOf(now));
      put(now, moved(list, list.indexOf(now), list.indexOf(index)));
    }
  };
  const drag = (index: number): DragSteps => {
    const under = (at: At) => placed(latest.current, index, placeIn(root.current, at, keyOf(index)));
    return {
      start: () => {
        letGo();
        dragged.value = { index, list: [...latest.current] };
      },
      move: (at) => {
        dragged.value = { index, list: under(at) };
      },
      drop: (at) => {
        const next = under(at);
        dragged.value = null;
        // A key has led to another question meanwhile.
        if (!root.current?.isConnected) return;
        focusAfter(keyOf(index));
        if (next.some((one, place) => one !== latest.current[place])) put(index, next);
      },
      cancel: () => {
        dragged.value = null;
      },
    };
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Escape' && held.value !== null) letGo();
    const rtl = root.current !== null && getComputedStyle(root.current).direction === 'rtl';
    const by = stepOf(event.key, rtl);
    if (by === null) return;
    event.preventDefault();
    step(index, by);
  };

  const shown = dragged.value?.list ?? list;
  return (
    <ol class={`ordered ${sideways ? 'sideways' : ''} ${over ? 'over' : ''}`} ref={root}>
      {shown.map((index, at) => (
        <li
          key={index}
          class={dragged.value?.index === index ? 'row moving' : 'row'}
          data-row={keyOf(index)}
          onKeyDown={(event) => !readOnly && onKeyDown(event, index)}
        >
          {!sideways && (
            <span class="number" aria-hidden="true">
              {text().number(at + 1)}
            </span>
          )}
          <Token
            name={keyOf(index)}
            held={held.value === index}
            note={words.position(at + 1, shown.length)}
            disabled={readOnly}
            onPress={() => press(index)}
            onRemove={onTakeOut && (() => onTakeOut(index))}
            drag={drag(index)}
          >
            {draw(index)}
          </Token>
          {!readOnly && !sideways && (
            <span class="arrows">
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  class={by < 0 ? 'quiet arrow up' : 'quiet arrow down'}
                  data-key={`${by < 0 ? 'up' : 'down'}-${index}`}
                  aria-label={by < 0 ? words.earlier(name(index)) : words.later(name(index))}
                  // Not `disabled`: the focus is on it when the thing comes to the end.
                  aria-disabled={by < 0 ? at === 0 : at === shown.length - 1}
                  onClick={() => step(index, by, `${by < 0 ? 'up' : 'down'}-${index}`)}
                />
              ))}
            </span>
          )}
          {!readOnly && onTakeOut && (
            <button
              type="button"
              class="quiet out"
              aria-label={placingText().takeOutNamed(name(index))}
              onClick={() => onTakeOut(index)}
            >
              {placingText().takeOut}
            </button>
          )}
        </li>
      ))}
      {vacant && <li class="vacant" aria-hidden="true" />}
    </ol>
  );
}

const keyOf = (index: number) => `order-${index}`;

/** Where among the rows, but for the one of `key`, a point of the screen lies. */
export function placeIn(list: HTMLElement | null, at: At, key?: string): number {
  if (!list) return 0;
  const others = [...list.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.dataset.row !== key);
  const boxes = others.map((row) => row.getBoundingClientRect());
  const { direction } = getComputedStyle(list);
  const sideways = list.classList.contains('sideways');
  return placeAt(boxes, at, sideways ? (direction === 'rtl' ? 'left' : 'right') : 'down');
}

/** Which way an arrow key moves something in the order; null for other keys. */
function stepOf(key: string, rtl: boolean): -1 | 1 | null {
  switch (key) {
    case 'ArrowUp':
      return -1;
    case 'ArrowDown':
      return 1;
    case 'ArrowLeft':
      return rtl ? 1 : -1;
    case 'ArrowRight':
      return rtl ? -1 : 1;
    default:
      return null;
  }
}
