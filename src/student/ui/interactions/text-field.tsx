import { type Signal, useSignal } from '@preact/signals';
import type { TargetedInputEvent } from 'preact';
import type { Response } from '../../../shared/contract/response.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { fitText } from './fit-text.ts';

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
  return { cut, onInput };
}

/** Says that something was left out, for as long as nothing else was typed. */
export const TextCut = ({ cut }: { cut: Signal<boolean> }) => (
  <span class="field-note" role="status">
    {cut.value && interactionText().entry.cut}
  </span>
);
