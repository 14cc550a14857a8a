import { useState } from 'preact/hooks';
import { HIGHLIGHT_COLOURS, type HighlightColour, WORDS_SIZE } from '../../../shared/contract/student-marks.ts';
import { isAllowed } from '../../session/allowed-tools.ts';
import type { Span } from '../../session/text-offsets.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import type { ToolProps } from '../test-panels.tsx';
import { HighlightList } from './highlight-list.tsx';
import { canPaint } from './paint.ts';
import { ToolPanel } from './tool-panel.tsx';
import { useTextSelection } from './use-text-selection.ts';
import './highlighter.css';

/** Marks what is selected in the text, and lists what was marked. */
export function Highlighter({ attempt }: ToolProps) {
  const words = toolsText();
  const marks = toolMarksOf(attempt);
  const { selected, colours, read, letGo } = useTextSelection(attempt);
  const [said, say] = useState('');
  const hasNotes = isAllowed(attempt.snapshot.value, 'notes');

  const mark = (colour: HighlightColour) => {
    const now = read();
    if (!now) return;
    const { name, span, words: text } = now;
    const { highlights } = marks.marks.value;
    const same = highlights.find((one) => one.text === name && isSame(one, span));
    const next = same
      ? highlights.map((one) => (one === same ? { ...one, colour } : one))
      : [
          ...highlights,
          {
            id: crypto.randomUUID(),
            item: attempt.place.value.itemId,
            text: name,
            ...span,
            colour,
            words: text.slice(0, WORDS_SIZE),
          },
        ];
    if (!marks.change({ highlights: next })) return say(words.highlighter.full);
    say(words.highlighter.marked[colour](shortened(text)));
    letGo();
  };

  return (
    <ToolPanel attempt={attempt} tool="highlighter" name={hasNotes ? words.names.notes : words.names.highlighter}>
      {selected ? (
        <p class="selected-words">{words.highlighter.selected(shortened(selected.words))}</p>
      ) : (
        <>
          <p>{words.highlighter.about}</p>
          <p class="aside">{words.highlighter.keys}</p>
        </>
      )}
      {!canPaint() && <p class="note">{words.highlighter.notDrawn}</p>}
      <div class="colours" ref={colours}>
        {HIGHLIGHT_COLOURS.map((colour) => (
          <button
            key={colour}
            type="button"
            class={`colour ${colour}`}
            aria-disabled={!selected}
            disabled={!attempt.canChange()}
            // What is selected in the text stays so.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => mark(colour)}
          >
            <span>{words.highlighter.colours[colour]}</span>
          </button>
        ))}
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      <HighlightList attempt={attempt} hasNotes={hasNotes} say={say} />
    </ToolPanel>
  );
}

const isSame = (one: Span, other: Span) => one.from === other.from && one.to === other.to;

/** For a sentence that quotes it. */
export const shortened = (words: string): string => (words.length > 60 ? `${words.slice(0, 57)}…` : words);
