import { interactionText } from '../../strings/interaction-text.ts';
import type { InteractionProps } from './props.ts';
import { PLAIN_FIELD, TextCut, textOf, useText } from './text-field.tsx';
import './text-field.css';

const CHARACTERS_A_LINE = 60;

/**
 * A longer text. Plain for `rich` too: what students write is words, and an editor that makes HTML of it would be the only
 * place of the app where somebody else's markup comes to life.
 */
export function ExtendedText({ question, response, readOnly, labelledBy, onAnswer }: InteractionProps<'extendedText'>) {
  const { placeholder, expectedLength, expectedLines, wordCount } = question;
  const value = textOf(response);
  const { cut, onInput, onPaste } = useText(value, onAnswer);
  const lines = expectedLines ?? Math.ceil((expectedLength ?? 0) / CHARACTERS_A_LINE);
  const rows = Math.min(Math.max(lines, 5), 20);
  const countId = `${labelledBy}-count`;
  return (
    <div class="extended-text">
      <textarea
        {...PLAIN_FIELD}
        rows={rows}
        style={{ '--rows': rows }}
        aria-labelledby={labelledBy}
        aria-describedby={wordCount ? countId : undefined}
        placeholder={placeholder}
        value={value}
        readOnly={readOnly}
        onInput={onInput}
        onPaste={onPaste}
      />
      {wordCount && (
        <p class="aside" id={countId}>
          {interactionText().words(countWords(value))}
        </p>
      )}
      <TextCut cut={cut} />
    </div>
  );
}

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;
