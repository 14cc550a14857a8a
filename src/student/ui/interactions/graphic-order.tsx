import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { text } from '../../strings/text.ts';
import { areaName } from './area-layer.tsx';
import { AreaStage } from './area-stage.tsx';
import { choiceHint } from './choice.tsx';
import { Guide } from './guide.tsx';
import { chosenIndexes } from './options.ts';
import { OrderedList } from './ordered-list.tsx';
import { orderResponse, placed, taken } from './ordering.ts';
import type { InteractionProps } from './props.ts';
import { useFocusAfter } from './use-focus-after.ts';
import './placing.css';

/** Areas of a picture in an order: each gets the next number when it is chosen, and a list below is put in another order. */
export function GraphicOrder(props: InteractionProps<'graphicOrder'>) {
  const { question, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const said = useSignal('');
  const focusAfter = useFocusAfter(root);
  const words = placingText();
  const { areas, minChoices, maxChoices } = question;
  const most = maxChoices ?? areas.length;
  const whole = minChoices === undefined && maxChoices === undefined;
  const list = chosenIndexes(response);
  const name = (index: number) => areaName(areas[index] ?? { label: '' }, index);

  const change = (next: readonly number[]) => onAnswer(orderResponse(next));
  const takeOut = (index: number) => {
    focusAfter(`area-${index}`);
    said.value = words.order.out(name(index));
    change(taken(list, index));
  };
  const press = (index: number) => {
    if (list.includes(index)) takeOut(index);
    else if (list.length >= most) said.value = words.full(most);
    else {
      said.value = words.order.moved(name(index), list.length + 1, list.length + 1);
      change(placed(list, index));
    }
  };
  const hint = whole ? null : choiceHint({ minChoices: minChoices ?? 1, maxChoices: maxChoices ?? 0 });

  return (
    <fieldset class="placing" ref={root} aria-labelledby={labelledBy}>
      {!readOnly && <Guide id={`${labelledBy}-guide`} words={[hint, words.picture.order]} said={said.value} />}
      <AreaStage
        stage={stage}
        question={question}
        files={files}
        media={media}
        disabled={readOnly}
        onPress={press}
        view={(index) => {
          const at = list.indexOf(index);
          if (at < 0) return { kinds: '', pressed: false };
          const note = words.order.position(at + 1, list.length);
          return { kinds: 'chosen', pressed: true, note, mark: <span class="number">{text().number(at + 1)}</span> };
        }}
      />
      {list.length > 0 && (
        <section class="chosen-order" aria-labelledby={`${labelledBy}-order`}>
          <h3 id={`${labelledBy}-order`}>{words.picture.chosenOrder}</h3>
          <OrderedList
            list={list}
            draw={name}
            name={name}
            sideways={false}
            readOnly={readOnly}
            said={said}
            onChange={change}
            onTakeOut={takeOut}
          />
        </section>
      )}
    </fieldset>
  );
}
