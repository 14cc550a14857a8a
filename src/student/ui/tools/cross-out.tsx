import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answerOf } from '../../session/answers.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import { chosenIndexes } from '../interactions/options.ts';
import { plainText } from '../interactions/plain-text.ts';
import type { OptionAsideProps } from '../option-aside.ts';
import './cross-out.css';

/** Strikes an option out, which can be chosen all the same: then it is not struck out any more. */
export function CrossOut({ attempt, place, question, index, letter }: OptionAsideProps) {
  const marks = toolMarksOf(attempt);
  const isChosen = useComputed(() => {
    const { response } = answerOf(attempt.answers.value, place.itemId, place.questionId);
    return chosenIndexes(response).includes(index);
  }).value;
  const option = question.options[index];
  const isOut = marks.crossedOut(place).includes(index);
  useEffect(() => {
    if (isChosen && isOut) marks.crossOut(place, index, false);
  }, [isChosen, isOut]);
  return (
    <button
      type="button"
      class="cross-out"
      aria-label={toolsText().crossOut.option(letter)}
      // Its letter is there to be seen alone: who hears the option hears its words.
      aria-description={option && plainText(option.content)}
      aria-pressed={isOut && !isChosen}
      aria-disabled={isChosen}
      title={isChosen ? toolsText().crossOut.chosen : undefined}
      disabled={!attempt.canChange()}
      onClick={() => !isChosen && marks.crossOut(place, index, !isOut)}
    >
      <span aria-hidden="true">{letter}</span>
    </button>
  );
}
