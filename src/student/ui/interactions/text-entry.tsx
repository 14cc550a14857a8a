import { useSignal } from '@preact/signals';
import { interactionText } from '../../strings/interaction-text.ts';
import { entryHint } from './entry-hint.ts';
import type { InteractionProps } from './props.ts';
import { PLAIN_FIELD, TextCut, textOf, useText } from './text-field.tsx';
import './text-field.css';

const KEYBOARDS = { string: 'text', integer: 'numeric', float: 'decimal' } as const;

/** A word or a number, in a line of text or by itself. */
export function TextEntry({ question, response, readOnly, labelledBy, onAnswer }: InteractionProps<'textEntry'>) {
  const { baseType, placeholder, expectedLength = baseType === 'string' ? 16 : 8 } = question;
  const value = textOf(response);
  const { cut, onInput, onPaste } = useText(value, onAnswer);
  // Nobody is told of a wrong form in the midst of a word.
  const wasLeft = useSignal(value !== '');
  const hint = wasLeft.value ? entryHint(question, value) : null;
  const hintId = `${labelledBy}-hint`;
  const leave = (event: FocusEvent & { currentTarget: HTMLInputElement }) => {
    wasLeft.value = true;
    // Of the field itself: what was drawn last may be a letter behind.
    const { value } = event.currentTarget;
    // A keyboard that proposes words puts a space behind each, which would make a right answer a wrong one.
    const trimmed = value.trim();
    if (trimmed !== value) onAnswer(trimmed === '' ? null : { value: trimmed });
  };
  return (
    <span class="text-entry">
      <input
        {...PLAIN_FIELD}
        type="text"
        inputMode={KEYBOARDS[baseType]}
        style={{ inlineSize: `calc(${Math.min(Math.max(expectedLength, 3), 60)}ch + 2.25rem)` }}
        aria-labelledby={labelledBy}
        aria-describedby={hint === null ? undefined : hintId}
        placeholder={placeholder}
        value={value}
        readOnly={readOnly}
        onInput={onInput}
        onPaste={onPaste}
        onBlur={leave}
      />
      <span class="field-note" role="status" id={hintId}>
        {hint !== null && interactionText().entry[hint]}
      </span>
      <TextCut cut={cut} />
    </span>
  );
}
