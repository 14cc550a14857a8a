import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Student } from '../../../shared/contract/student/question.ts';
import { placingText } from '../../strings/placing-text.ts';
import { choiceHint } from './choice.tsx';
import { type At, type DragSteps, startDrag } from './drag.ts';
import { Guide } from './guide.tsx';
import {
  added,
  movedTo,
  nearest,
  onPicture,
  type Point,
  pointsOf,
  pointsResponse,
  type Size,
  stepped,
} from './pointing.ts';
import type { InteractionProps } from './props.ts';
import { onStage, Stage, stagePlace } from './stage.tsx';
import { useFocusAfter } from './use-focus-after.ts';
import './placing.css';
import './point-stage.css';

interface Props extends Omit<InteractionProps<'selectPoint' | 'positionObject'>, 'question' | 'order' | 'targetOrder'> {
  question: Pick<Student<'selectPoint'>, 'picture' | 'minChoices' | 'maxChoices'>;
  guide: string;
  /** What stands at a point, from 0. */
  marker(at: number): ComponentChildren;
  /** How large that is, and which of its own points comes to stand there: pixels of the picture. */
  object?: { size: Size; anchor: Point } | null;
  /** Drawn above the picture: what is dragged from there is put where it is dropped, what is pressed there waits for a place. */
  tray?(drag: DragSteps, press: () => void): ComponentChildren;
}

/** As far from a point as the pointer may be to mean it; CSS pixels. */
const NEAR = 14;

/**
 * Points on a picture, in pixels of it. The picture is one button: a click or a tap sets a point where it is, a drag moves
 * one. For keys it has a cross, which arrow keys move and Enter sets down; its name says where it is.
 */
export function PointStage(props: Props) {
  const { question, guide, marker, object, tray, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const { picture, maxChoices } = question;
  const root = useRef<HTMLFieldSetElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const sizeNow = useRef<Size | null>(null);
  const cross = useSignal<Point | null>(null);
  const dragged = useSignal<{ at: number; point: Point } | null>(null);
  const said = useSignal('');
  const focusAfter = useFocusAfter(root);
  const words = placingText();
  const points = pointsOf(response);
  const latest = useRef(points);
  latest.current = points;

  const name = (at: number) => (maxChoices === 1 ? words.points.only : words.points.point(at + 1));
  const answer = (next: readonly Point[], point: Point) => {
    const at = next.findIndex(({ x, y }) => x === point.x && y === point.y);
    said.value = words.points.set(name(at), words.points.place(point.x, point.y));
    cross.value = point;
    onAnswer(pointsResponse(next));
  };
  const set = (point: Point) => {
    const next = added(latest.current, point, maxChoices);
    if ('refused' in next) said.value = words.full(next.refused);
    else answer(next.points, point);
  };
  const takeOut = (at: number) => {
    said.value = words.points.out(name(at));
    focusAfter('picture');
    onAnswer(pointsResponse(points.filter((_, index) => index !== at)));
  };
  /** Null off the picture. */
  const pointAt = (at: At): Point | null => {
    const size = sizeNow.current;
    const on = size && onStage(stage.current, at, size);
    if (!on || on.point.x < 0 || on.point.y < 0 || on.point.x > size.width || on.point.y > size.height) return null;
    return onPicture(on.point, size);
  };
  const pointed = (at: At): number | null => {
    const on = sizeNow.current && onStage(stage.current, at, sizeNow.current);
    return on && nearest(latest.current, on.point, NEAR * on.scale);
  };
  const crossAt = (size: Size): Point =>
    cross.value ?? points.at(-1) ?? onPicture({ x: size.width / 2, y: size.height / 2 }, size);

  const bring: DragSteps = {
    drop: (to) => {
      const point = pointAt(to);
      if (point) set(point);
    },
  };
  const move = (at: number): DragSteps => ({
    move: (to) => {
      const point = pointAt(to);
      if (point) dragged.value = { at, point };
    },
    drop: (to) => {
      const point = pointAt(to);
      dragged.value = null;
      if (point) answer(movedTo(latest.current, at, point), point);
    },
    cancel: () => {
      dragged.value = null;
    },
  });
  const press = (event: PointerEvent) => {
    const at = pointed({ x: event.clientX, y: event.clientY });
    startDrag(event, null, at === null ? bring : move(at));
  };
  const click = (event: MouseEvent, size: Size) => {
    if (event.detail === 0) return set(crossAt(size));
    const at = { x: event.clientX, y: event.clientY };
    const point = pointAt(at);
    // A second point on top of the first would be a slip of the hand.
    if (point && (maxChoices === 1 || pointed(at) === null)) set(point);
  };
  const step = (event: KeyboardEvent, size: Size) => {
    const to = stepped(crossAt(size), event.key, event.shiftKey, size);
    if (!to) return;
    event.preventDefault();
    cross.value = to;
    said.value = words.points.place(to.x, to.y);
  };
  const wait = () => {
    root.current?.querySelector<HTMLElement>('[data-key="picture"]')?.focus();
    said.value = words.points.wait;
  };

  const pinPlace = (point: Point, picture: Size) => {
    if (!object) return stagePlace(point, picture);
    const { size, anchor } = object;
    const shift = `${(-100 * anchor.x) / size.width}% ${(-100 * anchor.y) / size.height}%`;
    return { ...stagePlace(point, picture, size), translate: shift };
  };
  const guideId = `${labelledBy}-guide`;
  return (
    <fieldset class="placing" ref={root} aria-labelledby={labelledBy}>
      {!readOnly && <Guide id={guideId} words={[choiceHint(question), guide]} said={said.value} />}
      {!readOnly && tray?.(bring, wait)}
      <Stage root={stage} picture={picture} files={files} media={media} missing={words.picture.missingPoints}>
        {(size) => {
          sizeNow.current = size;
          if (!size) return null;
          const at = crossAt(size);
          const pins = points.map((point, index) => (
            <span
              key={String(index)}
              class="pin"
              style={pinPlace(dragged.value?.at === index ? dragged.value.point : point, size)}
            >
              {marker(index)}
            </span>
          ));
          if (readOnly) return pins;
          return (
            <div role="application" aria-label={words.points.picture}>
              <button
                type="button"
                class="surface"
                data-key="picture"
                aria-label={`${words.points.cross}, ${words.points.place(at.x, at.y)}`}
                aria-describedby={guideId}
                onClick={(event) => click(event, size)}
                onPointerDown={press}
                onKeyDown={(event) => step(event, size)}
              >
                {pins}
                <span class="cross" style={stagePlace(at, size)} />
              </button>
            </div>
          );
        }}
      </Stage>
      {points.length > 0 && (
        <ul class="points" aria-label={words.points.list}>
          {points.map(({ x, y }, index) => (
            <li key={`${x} ${y}`}>
              <span>
                {name(index)}: {words.points.place(x, y)}
              </span>
              {!readOnly && (
                <button
                  type="button"
                  class="quiet"
                  aria-label={words.takeOutNamed(name(index))}
                  onClick={() => takeOut(index)}
                >
                  {words.takeOut}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
