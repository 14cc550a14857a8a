import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { areaName } from './area-layer.tsx';
import { AreaStage } from './area-stage.tsx';
import { choiceHint, choosing } from './choice.tsx';
import { Guide } from './guide.tsx';
import type { InteractionProps } from './props.ts';
import './placing.css';

/** One or several areas of a picture. */
export function Hotspot({
  question,
  response,
  readOnly,
  files,
  media,
  labelledBy,
  onAnswer,
}: InteractionProps<'hotspot'>) {
  const stage = useRef<HTMLDivElement>(null);
  const said = useSignal('');
  const words = placingText();
  const { areas, maxChoices } = question;
  const { chosen, full, choose } = choosing(question, response, onAnswer);
  const name = (index: number) => areaName(areas[index] ?? { label: '' }, index);

  const press = (index: number) => {
    const isChosen = chosen.includes(index);
    if (full && !isChosen) {
      said.value = words.full(maxChoices);
      return;
    }
    said.value = isChosen ? words.picture.unchosen(name(index)) : words.picture.chosen(name(index));
    choose(index, !isChosen);
  };

  return (
    <fieldset class="placing" aria-labelledby={labelledBy}>
      {!readOnly && (
        <Guide id={`${labelledBy}-guide`} words={[choiceHint(question) ?? words.picture.hotspot]} said={said.value} />
      )}
      <AreaStage
        stage={stage}
        question={question}
        files={files}
        media={media}
        disabled={readOnly}
        onPress={press}
        view={(index) => {
          const pressed = chosen.includes(index);
          return { kinds: pressed ? 'chosen' : '', pressed, ...(pressed && { mark: <span class="tick" /> }) };
        }}
      />
    </fieldset>
  );
}
