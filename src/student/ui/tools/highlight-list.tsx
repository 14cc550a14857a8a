import { useState } from 'preact/hooks';
import type { StudentHighlight } from '../../../shared/contract/student-marks.ts';
import type { Attempt } from '../../session/attempt.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { toolsText } from '../../strings/tools-text.ts';
import { markedTexts, rangeOf } from './marked-texts.ts';
import { NoteBox } from './note-box.tsx';

interface Props {
  attempt: Attempt;
  hasNotes: boolean;
  say: (words: string) => void;
}

/** Everything that was highlighted in the test: to go there, to write a note on it, to remove it. */
export function HighlightList({ attempt, hasNotes, say }: Props) {
  const words = toolsText().highlighter;
  const marks = toolMarksOf(attempt);
  const [written, write] = useState<string | null>(null);
  const { highlights } = marks.marks.value;

  const setNote = (id: string, note: string) => {
    const next = marks.marks.value.highlights.map((one) => (one.id === id ? withNote(one, note) : one));
    if (!marks.change({ highlights: next })) say(words.full);
  };
  const remove = ({ id, words: text }: StudentHighlight) => {
    marks.change({ highlights: highlights.filter((one) => one.id !== id) });
    say(words.removed(text));
    document.querySelector<HTMLElement>('.tool-panel.highlighter h2')?.focus();
  };

  return (
    <>
      <h3>{words.list}</h3>
      {highlights.length === 0 && <p class="aside">{words.none}</p>}
      <ol class="highlight-list">
        {highlights.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              class={`quiet marked ${one.colour}`}
              aria-label={words.goTo(one.words)}
              onClick={() => void goTo(attempt, one)}
            >
              <span>{one.words}</span>
            </button>
            {one.note !== undefined || written === one.id ? (
              <NoteBox
                label={words.note(one.words)}
                value={one.note ?? ''}
                isNew={written === one.id}
                readOnly={!attempt.canChange()}
                onChange={(note) => setNote(one.id, note)}
              />
            ) : (
              hasNotes && (
                <button type="button" aria-label={words.addNote(one.words)} onClick={() => write(one.id)}>
                  {words.addNoteShort}
                </button>
              )
            )}
            <button type="button" class="quiet" aria-label={words.remove(one.words)} onClick={() => remove(one)}>
              {words.removeShort}
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function withNote({ note: _, ...highlight }: StudentHighlight, note: string): StudentHighlight {
  return note === '' ? highlight : { ...highlight, note };
}

/** Shows the text, selects what is highlighted in it and gives it the focus. */
async function goTo(attempt: Attempt, highlight: StudentHighlight): Promise<void> {
  const shown = () => markedTexts(attempt).find(({ name }) => name === highlight.text);
  if (!shown()) {
    const place = attempt.questions.find(({ itemId }) => itemId === highlight.item);
    if (!place) return;
    attempt.goTo(place);
    for (let frames = 0; frames < 120 && !shown(); frames++) await new Promise(requestAnimationFrame);
  }
  const text = shown();
  const range = text && rangeOf(text.root, highlight);
  if (!range) return;
  text.root.focus({ preventScroll: true });
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
}
