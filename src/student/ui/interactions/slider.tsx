import { useRef } from 'preact/hooks';
import { interactionText } from '../../strings/interaction-text.ts';
import { text } from '../../strings/text.ts';
import type { InteractionProps } from './props.ts';
import { sliderLabels } from './slider-labels.ts';
import './slider.css';

/** Keys that mean the value where an untouched slider stands, also when they cannot move it. */
const CHOOSING = ['Home', 'ArrowLeft', 'ArrowRight', 'ArrowDown', 'PageDown', ' ', 'Enter'];

/** A number on a line. One that nobody touched is no answer, and looks like none. */
export function Slider({ question, response, readOnly, labelledBy, onAnswer }: InteractionProps<'slider'>) {
  const range = useRef<HTMLInputElement>(null);
  const { lowerBound, upperBound, step, reverse, orientation } = question;
  const value = response !== null && 'value' in response ? Number(response.value) : null;
  const answer = (field: HTMLInputElement) => onAnswer({ value: Number(field.value) });
  const answerWhereItStands = (field: HTMLInputElement) => value === null && !readOnly && answer(field);
  const clear = () => {
    range.current?.focus();
    onAnswer(null);
  };
  const vertical = orientation === 'vertical';
  return (
    <div
      class={`slider ${vertical ? 'vertical' : ''} ${reverse ? 'reverse' : ''} ${value === null ? 'untouched' : ''}`}
    >
      <p class="slider-value" aria-hidden="true">
        {value === null ? interactionText().slider.none : withMinus(value)}
      </p>
      <div class="slider-line">
        <input
          ref={range}
          type="range"
          min={lowerBound}
          max={upperBound}
          step={step}
          value={value ?? lowerBound}
          disabled={readOnly}
          aria-labelledby={labelledBy}
          aria-orientation={vertical ? 'vertical' : undefined}
          aria-valuetext={value === null ? interactionText().slider.none : undefined}
          onInput={(event) => answer(event.currentTarget)}
          onClick={(event) => answerWhereItStands(event.currentTarget)}
          onKeyUp={(event) => CHOOSING.includes(event.key) && answerWhereItStands(event.currentTarget)}
        />
        <span class="slider-labels" aria-hidden="true">
          {sliderLabels(question).map((label) => (
            <span key={label} style={{ '--at': (label - lowerBound) / (upperBound - lowerBound) }}>
              {withMinus(label)}
            </span>
          ))}
        </span>
      </div>
      {value !== null && !readOnly && (
        <button type="button" class="quiet" onClick={clear}>
          {text().choice.clear}
        </button>
      )}
    </div>
  );
}

/** A minus sign is as wide as a figure; what keyboards have is a hyphen. */
const withMinus = (value: number) => text().number(value).replace('-', '\u2212');
