import type { JournalItem } from '../../shared/contract/journal.ts';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import { cameInWords, putAwayInWords, questionInWords } from '../kept-words.ts';
import { dismiss } from '../open-questions.ts';
import type { Asked } from './decide.tsx';

export interface PutAwayProps {
  run: string;
  rows: JournalItem[];
  session: StaffSessionRow;
  now: string;
  onAsk: (asked: Asked) => void;
}

/** Answers that came for an attempt after it was put away. They count with it or not at all. */
export function PutAway({ run, rows, session, now, onAsk }: PutAwayProps) {
  const archived = session.archivedRuns.find((one) => one.run === run);
  const attempt = archived?.attempt ?? rows[0]?.attempt ?? 1;
  const answers = rows.length === 1 ? '1 answer' : `${rows.length} answers`;
  const title = `put-away-${run}`;
  return (
    <section class="part" aria-labelledby={title}>
      <h3 id={title}>{answers} for an attempt that was put away</h3>
      <p>
        {archived && putAwayInWords(archived, now)} What is below came for it afterwards. An answer belongs to its
        attempt, so nothing of this is mixed into the one that counts now. If the attempt was put away by mistake,
        restore it, and these come with it.
      </p>
      <ul class="came">
        {rows.map((row) => (
          <li key={`${row.writer} ${row.seq} ${row.itemId} ${row.questionId}`}>
            <div>
              <span class="second">{questionInWords(row)}</span> {row.question?.text}
            </div>
            <strong>{cameInWords(row)}</strong>
          </li>
        ))}
      </ul>
      <p class="actions">
        <button
          type="button"
          onClick={() => onAsk(restoring({ run, rows, session }, attempt, archived?.answered ?? 0))}
        >
          Restore attempt {attempt}
        </button>
        <button type="button" class="quiet" onClick={() => onAsk(leaving(rows, attempt, session.name))}>
          Leave attempt {attempt} put away
        </button>
      </p>
    </section>
  );
}

function restoring(
  { run, rows, session }: Pick<PutAwayProps, 'run' | 'rows' | 'session'>,
  attempt: number,
  answered: number,
): Asked {
  return {
    title: `Restore attempt ${attempt} of ${session.name}`,
    action: `Restore attempt ${attempt}`,
    consequence: [
      `Attempt ${attempt} comes back with the answers that it had (${answered}).`,
      `What came for it afterwards (${rows.length}) counts with it, or waits here for you to choose.`,
      session.answered === 0
        ? `${session.name} has answered nothing since.`
        : `What ${session.name} has answered since (${session.answered}) is put away in its place. You can restore that again.`,
    ],
    request: { verb: 'restore', body: { run } },
    done: `Done: attempt ${attempt} of ${session.name} is back.`,
  };
}

function leaving(rows: JournalItem[], attempt: number, name: string): Asked {
  return {
    title: `Leave attempt ${attempt} of ${name} put away`,
    action: 'Leave it put away',
    consequence: [
      'Nothing changes in what counts.',
      'These answers leave the list and stay in the record below. Nothing is deleted.',
    ],
    request: { verb: 'merge', body: { decisions: rows.map(dismiss) } },
    done: `Done: attempt ${attempt} of ${name} stays put away.`,
  };
}
