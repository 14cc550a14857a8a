import { type Signal, useSignal } from '@preact/signals';
import type { TargetedClipboardEvent, TargetedInputEvent } from 'preact';
import type { Response } from '../../../shared/contract/response.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { fitText, MAX_TEXT } from './fit-text.ts';

/** Nothing of the browser or of an extension corrects, completes or sends away what somebody writes in a test. */
export const PLAIN_FIELD = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'off',
  spellcheck: false,
  writingsuggestions: 'false',
  'data-gramm': 'false',
} as const;

export const textOf = (response: Response | null): string =>
  response !== null && 'value' in response ? String(response.value) : '';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Takes what is typed as the answer, as far as an answer may be long. */
export function useText(value: string, onAnswer: (response: Response | null) => void) {
  const cut = useSignal(false);
  const onInput = (event: TargetedInputEvent<Field>) => {
    const field = event.currentTarget;
    const fitted = fitText(value, field.value);
    if (fitted) {
      field.value = fitted.text;
      field.setSelectionRange(fitted.caret, fitted.caret);
    }
    cut.value = fitted !== null;
    onAnswer(field.value === '' ? null : { value: field.value });
  };
  const onPaste = (event: TargetedClipboardEvent<Field>) => {
    const field = event.currentTarget;
    const pasted = event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? '';
    const [from, to] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
    const fitted = fitText(field.value, field.value.slice(0, from) + pasted + field.value.slice(to));
    if (!fitted || field.readOnly) return;
    event.preventDefault();
    const kept = fitted.text.slice(from, fitted.text.length - (field.value.length - to));
    // Of all that a script can do to a field, the one thing that Undo takes back: a whole essay may have been pasted over.
    if (kept !== '') document.execCommand('insertText', false, kept);
    cut.value = true;
  };
  return { cut, onInput, onPaste };
}

/** Says that something was left out, for as long as nothing else was typed. */
export const TextCut = ({ cut }: { cut: Signal<boolean> }) => (
  <span class="field-note" role="status">
    {cut.value && interactionText().entry.cut(MAX_TEXT)}
  </span>
);
