import { interactionText } from '../../strings/interaction-text.ts';
import { text } from '../../strings/text.ts';
import { Content } from '../content.tsx';
import { chosenIndexes, letter, optionsResponse } from './options.ts';
import type { InteractionProps } from './props.ts';
import { textOnly } from './text-only.ts';
import './inline-choice.css';

type Props = InteractionProps<'inlineChoice'>;

/** A menu in a line of text. */
export function InlineChoice(props: Props) {
  const words = props.question.options.map(({ content }) => textOnly(content));
  return words.every((word) => word !== null) ? <Menu {...props} words={words} /> : <Chips {...props} />;
}

function Menu({ words, order, response, readOnly, labelledBy, onAnswer }: Props & { words: readonly string[] }) {
  const [chosen] = chosenIndexes(response);
  return (
    <select
      class="menu"
      aria-labelledby={labelledBy}
      value={chosen ?? ''}
      disabled={readOnly}
      onChange={({ currentTarget: { value } }) => onAnswer(optionsResponse(value === '' ? [] : [Number(value)]))}
    >
      <option value="">{interactionText().menu.choose}</option>
      {order.map((index) => (
        <option key={index} value={index}>
          {words[index]}
        </option>
      ))}
    </select>
  );
}

/** What a native menu cannot show: formulas and pictures, side by side in the line. */
function Chips({ question, order, response, readOnly, files, media, labelledBy, onAnswer }: Props) {
  const [chosen] = chosenIndexes(response);
  return (
    <span class="chips" role="radiogroup" aria-labelledby={labelledBy}>
      {order.map((index, at) => (
        <label key={index} class="chip">
          <input
            type="radio"
            name={labelledBy}
            value={`${index}`}
            checked={index === chosen}
            disabled={readOnly}
            onChange={() => onAnswer(optionsResponse([index]))}
          />
          <span class="unseen">{text().choice.option(letter(at))} </span>
          <span class="content" lang="">
            <Content nodes={question.options[index]?.content ?? []} files={files} media={media} />
          </span>
        </label>
      ))}
      {chosen !== undefined && !readOnly && (
        <button
          type="button"
          class="quiet"
          onClick={({ currentTarget }) => {
            // The button goes away with the answer, and the focus must not go with it.
            currentTarget.parentElement?.querySelector('input')?.focus();
            onAnswer(null);
          }}
        >
          {text().choice.clear}
        </button>
      )}
    </span>
  );
}
