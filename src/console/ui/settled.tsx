import type { JournalItem } from '../../shared/contract/journal.ts';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import { answerInWords, arrivalInWords, currentInWords, questionInWords, settledInWords } from '../kept-words.ts';
import { type Decision, settled } from '../open-questions.ts';
import type { Asked } from './decide.tsx';

export interface SettledProps {
  items: JournalItem[];
  session: StaffSessionRow;
  now: string;
  username: string;
  onAsk: (asked: Asked) => void;
}

/** The record: what was filled in by itself, and who decided what, and when. */
export function Settled({ items, session, now, username, onAsk }: SettledProps) {
  const done = settled(items);
  if (done.length === 0) return null;
  return (
    <section class="part" aria-labelledby="settled-title">
      <h3 id="settled-title">What was done</h3>
      <ul class="came">
        {done.map((item) => (
          <li key={`${item.writer} ${item.seq} ${item.itemId} ${item.questionId}`}>
            <div>
              <span class="second">{questionInWords(item)}</span> {item.question?.text}
            </div>
            <p>{settledInWords(item, now)}</p>
            <p class="second">{arrivalInWords(item, now)}</p>
            {item.state === 'dismissed' && isUsable(item) && (
              <button
                type="button"
                class="quiet"
                aria-label={`Let it count after all, ${questionInWords(item)}`}
                onClick={() => onAsk(takingBack(item, session, username))}
              >
                Let it count after all
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Usable = JournalItem & { countsAs: NonNullable<JournalItem['countsAs']> };

const isUsable = (item: JournalItem): item is Usable => item.countsAs !== null;

function takingBack(item: Usable, { name, maturity }: StaffSessionRow, username: string): Asked {
  const { run, writer, seq, itemId, questionId, current, countsAs } = item;
  const decision: Decision = { run, writer, seq, itemId, questionId, take: 'stranded', seen: current };
  const question = questionInWords(item);
  return {
    title: `${question} of ${name}`,
    action: 'Let it count',
    consequence: [
      `“${answerInWords(countsAs.words, countsAs.response)}” will count instead of “${currentInWords(item)}”.`,
      ...(maturity === 'COMPLETE' ? ['The score is worked out again from the answers that count then.'] : []),
      `It is written down that ${username} decided this, and when.`,
    ],
    request: { verb: 'merge', body: { decisions: [decision] } },
    done: `Done: ${question} of ${name}.`,
  };
}
