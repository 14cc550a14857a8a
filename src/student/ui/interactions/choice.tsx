import { type ComponentChildren, Fragment } from 'preact';
import { useContext, useRef } from 'preact/hooks';
import type { Response } from '../../../shared/contract/response.ts';
import type { Student } from '../../../shared/contract/student/question.ts';
import { text } from '../../strings/text.ts';
import { Content } from '../content.tsx';
import { Settled } from '../settled.ts';
import { chosenIndexes, letter, optionsResponse } from './options.ts';
import type { InteractionProps } from './props.ts';
import './choice.css';
import '../drawn-input-states.css';

interface Props extends Omit<InteractionProps<'choice'>, 'targetOrder'> {
  /** What stands behind an option: its authored index, and where it is shown. */
  aside?: ((index: number, at: number) => ComponentChildren) | null;
}

/** One or several of the options; native inputs, so that every keyboard and screen reader knows them. */
export function Choice({ question, order, response, readOnly, files, media, labelledBy, onAnswer, aside }: Props) {
  const group = useRef<HTMLFieldSetElement>(null);
  const { maxChoices } = question;
  const { single, chosen, full, choose } = choosing(question, response, onAnswer);
  const hint = choiceHint(question);
  const settled = useContext(Settled);
  const hintId = `${labelledBy}-hint`;

  const clear = () => {
    // The button goes away with the answer, and the focus must not go with it.
    group.current?.querySelector('input')?.focus();
    onAnswer(null);
  };

  return (
    <fieldset
      class={`choice ${question.orientation ?? ''}`}
      ref={group}
      role={single ? 'radiogroup' : 'group'}
      aria-labelledby={labelledBy}
      aria-describedby={hint ? hintId : undefined}
    >
      {hint && (
        <p class="choice-hint" dir={text().dir} id={hintId}>
          {hint} <span aria-live="polite">{full && text().choice.full(maxChoices)}</span>
        </p>
      )}
      {order.map((index, at) => {
        const option = question.options[index];
        const checked = chosen.includes(index);
        return (
          option && (
            <Fragment key={index}>
              <label class="option">
                <input
                  type={single ? 'radio' : 'checkbox'}
                  name={labelledBy}
                  value={`${index}`}
                  checked={checked}
                  disabled={readOnly || (full && !checked)}
                  onChange={(event) => choose(index, event.currentTarget.checked)}
                />
                <span class="letter" dir="ltr" aria-hidden="true">
                  {letter(at)}
                </span>
                <span class="text content" lang="">
                  <Content nodes={option.content} files={files} media={media} />
                </span>
              </label>
              {aside?.(index, at)}
            </Fragment>
          )
        );
      })}
      {single && !readOnly && (
        <button type="button" class="quiet" dir={text().dir} disabled={!settled || !chosen.length} onClick={clear}>
          {settled && text().choice.clear}
        </button>
      )}
    </fieldset>
  );
}

type Limits = Pick<Student<'choice'>, 'minChoices' | 'maxChoices'>;

/** One, or several as long as there are not too many. */
export function choosing(
  { maxChoices }: Pick<Limits, 'maxChoices'>,
  response: Response | null,
  onAnswer: (response: Response | null) => void,
) {
  const single = maxChoices === 1;
  const chosen = chosenIndexes(response);
  return {
    single,
    chosen,
    full: !single && maxChoices > 0 && chosen.length >= maxChoices,
    choose(index: number, checked: boolean) {
      const rest = single ? [] : chosen.filter((other) => other !== index);
      onAnswer(optionsResponse(checked ? [...rest, index] : rest));
    },
  };
}

/** How many to choose, in words; null where there is nothing to say: one of several. */
export function choiceHint({ minChoices, maxChoices }: Limits) {
  const words = text().choice;
  if (maxChoices === 1) return null;
  if (maxChoices === 0) return minChoices > 0 ? words.atLeast(minChoices) : words.any;
  return minChoices > 0 ? words.between(minChoices, maxChoices) : words.upTo(maxChoices);
}
