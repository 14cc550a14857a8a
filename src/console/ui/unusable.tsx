import type { JournalItem } from '../../shared/contract/journal.ts';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import { arrivalInWords, cameInWords, currentInWords, HINDRANCE_IN_WORDS, questionInWords } from '../kept-words.ts';
import { dismiss } from '../open-questions.ts';
import type { Asked } from './decide.tsx';

export interface UnusableProps {
  rows: JournalItem[];
  session: StaffSessionRow;
  now: string;
  onAsk: (asked: Asked) => void;
}

/** What cannot count, whatever is decided: shown as the device had it, until somebody has seen it. */
export function Unusable({ rows, session, now, onAsk }: UnusableProps) {
  if (rows.length === 0) return null;
  return (
    <section class="part" aria-labelledby="unusable-title">
      <h3 id="unusable-title">Cannot count</h3>
      <p>These were kept as the device had them. If one of them matters, ask {session.name} what was meant.</p>
      <ul class="came">
        {rows.map((row) => (
          <li key={`${row.writer} ${row.seq} ${row.itemId} ${row.questionId}`}>
            <div>
              <span class="second">{questionInWords(row)}</span> {row.question?.text}
            </div>
            <code>{cameInWords(row)}</code>
            <p class="second">
              {row.hindrance !== null && HINDRANCE_IN_WORDS[row.hindrance]} {arrivalInWords(row, now)}
            </p>
            <button
              type="button"
              aria-label={`Mark as seen, ${questionInWords(row)}`}
              onClick={() => onAsk(seeing(row, session.name))}
            >
              Mark as seen
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function seeing(row: JournalItem, name: string): Asked {
  return {
    title: `${questionInWords(row)} of ${name}: mark as seen`,
    action: 'Mark as seen',
    consequence: [
      `“${currentInWords(row)}” goes on counting.`,
      'What the device had leaves this list and stays in the record below. Nothing is deleted.',
    ],
    request: { verb: 'merge', body: { decisions: [dismiss(row)] } },
    done: `Done: ${questionInWords(row)} of ${name} is marked as seen.`,
  };
}
