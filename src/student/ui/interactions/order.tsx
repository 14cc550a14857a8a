import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { Content } from '../content.tsx';
import { choiceHint } from './choice.tsx';
import type { At, DragSteps } from './drag.ts';
import { Guide } from './guide.tsx';
import { chosenIndexes } from './options.ts';
import { OrderedList, placeIn } from './ordered-list.tsx';
import { orderResponse, placed, taken } from './ordering.ts';
import { nameOf } from './plain-text.ts';
import type { InteractionProps } from './props.ts';
import { Token } from './token.tsx';
import { useFocusAfter } from './use-focus-after.ts';
import './placing.css';

/**
 * Options in an order.
 *
 * Where all of them are to be put in order (neither minChoices nor maxChoices), they stand in the order that the student
 * was given, and that is no answer: QTI has no response until the candidate has set one. It becomes one when the student
 * moves something, or says that the order is right as it stands. Where some are to be chosen, the order starts empty.
 */
export function Order(props: InteractionProps<'order'>) {
  const { question, order, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const { options, minChoices, maxChoices, orientation } = question;
  const root = useRef<HTMLFieldSetElement>(null);
  const over = useSignal(false);
  const said = useSignal('');
  const focusAfter = useFocusAfter(root);
  const words = placingText();
  const sideways = orientation === 'horizontal';
  const whole = minChoices === undefined && maxChoices === undefined;
  const most = maxChoices ?? options.length;
  const chosen = chosenIndexes(response);
  // A drag goes on through drawings, and ends with what is the answer by then.
  const latest = useRef(chosen);
  latest.current = chosen;
  const rest = order.filter((index) => !chosen.includes(index));
  const list = whole ? [...chosen, ...rest] : chosen;
  const name = (index: number) => nameOf(options[index]?.content ?? [], words.option(index + 1));
  const draw = (index: number) => <Content nodes={options[index]?.content ?? []} files={files} media={media} />;

  const change = (next: readonly number[]) => onAnswer(orderResponse(next));
  const put = (index: number, at?: number) => {
    const now = latest.current;
    if (!now.includes(index) && now.length >= most) {
      said.value = words.full(most);
      return;
    }
    const next = placed(now, index, at);
    said.value = words.order.moved(name(index), next.indexOf(index) + 1, next.length);
    focusAfter(`order-${index}`);
    change(next);
  };
  const takeOut = (index: number) => {
    said.value = words.order.out(name(index));
    focusAfter(`rest-${index}`);
    change(taken(latest.current, index));
  };
  const drag = (index: number): DragSteps => {
    const list = () => root.current?.querySelector<HTMLElement>('.ordered') ?? null;
    return {
      move: (at) => {
        over.value = isOver(list(), at);
      },
      drop: (at) => {
        over.value = false;
        if (isOver(list(), at)) put(index, placeIn(list(), at));
      },
      cancel: () => {
        over.value = false;
      },
    };
  };
  const focusFirst = () => root.current?.querySelector<HTMLElement>('.token')?.focus();
  const confirm = () => {
    focusFirst();
    said.value = words.order.confirmed;
    change(list);
  };
  const clear = () => {
    focusFirst();
    said.value = words.cleared;
    onAnswer(null);
  };
  const guide = whole
    ? [sideways ? words.order.guideSideways : words.order.guide]
    : [choiceHint({ minChoices: minChoices ?? 1, maxChoices: maxChoices ?? 0 }), words.order.guideSome];

  return (
    <fieldset class="placing" ref={root} aria-labelledby={labelledBy}>
      {!readOnly && <Guide id={`${labelledBy}-guide`} words={guide} said={said.value} />}
      {!whole && rest.length > 0 && !(readOnly && chosen.length > 0) && (
        <ul class="tray">
          {rest.map((index) => (
            <li key={index}>
              <Token
                name={`rest-${index}`}
                held={false}
                disabled={readOnly}
                onPress={() => put(index)}
                drag={drag(index)}
              >
                {draw(index)}
              </Token>
            </li>
          ))}
        </ul>
      )}
      <OrderedList
        list={list}
        draw={draw}
        name={name}
        sideways={sideways}
        readOnly={readOnly}
        over={over.value}
        vacant={!whole && chosen.length < most && rest.length > 0}
        said={said}
        onChange={change}
        onTakeOut={whole ? undefined : takeOut}
      />
      {!readOnly && whole && response === null && (
        <button type="button" class="confirm" onClick={confirm}>
          {words.order.confirm}
        </button>
      )}
      {!readOnly && response !== null && (
        <button type="button" class="quiet" onClick={clear}>
          {words.clear}
        </button>
      )}
    </fieldset>
  );
}

function isOver(list: HTMLElement | null, { x, y }: At): boolean {
  const { left, top, right, bottom } = list?.getBoundingClientRect() ?? { left: 0, top: 0, right: 0, bottom: 0 };
  return x >= left && x <= right && y >= top && y <= bottom;
}
