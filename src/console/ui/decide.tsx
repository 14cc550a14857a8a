import { useRef, useState } from 'preact/hooks';
import { z } from 'zod/mini';
import { callApi } from '../api.ts';
import { deviceInWords } from '../kept-words.ts';
import { type Decision, sortWaiting } from '../open-questions.ts';
import { linkTo } from '../place.ts';
import { countWaiting } from '../waiting.ts';
import { MATURITY_IN_WORDS, percentInWords } from '../words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import './decide.css';
import { OpenQuestions } from './open-questions.tsx';
import { PutAway } from './put-away.tsx';
import { Settled } from './settled.tsx';
import { Trouble } from './trouble.tsx';
import { Unusable } from './unusable.tsx';
import { type Kept, useKept } from './use-kept.ts';

/** Something that was asked for, and is not done before it is confirmed. */
export interface Asked {
  title: string;
  /** What will happen. */
  consequence: string[];
  action: string;
  request: { verb: 'merge'; body: { decisions: Decision[] } } | { verb: 'restore'; body: { run: string } };
  /** What is said when it was done. */
  done: string;
}

/** One student's answers side by side: what counts now, and what came from elsewhere. A person chooses, and it is written down. */
export function Decide({ sessionId, username }: { sessionId: string; username: string }) {
  const { data, trouble, reload } = useKept(sessionId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [outcome, setOutcome] = useState<{ trouble: string | null; done: string | null }>({
    trouble: null,
    done: null,
  });
  const said = useRef<HTMLParagraphElement>(null);

  const carryOut = async ({ request, title, done }: Asked) => {
    setAsked(null);
    const path = `/api/exam-session/${encodeURIComponent(sessionId)}/${request.verb}`;
    const result = await callApi('POST', path, z.object({}), request.body);
    setOutcome(
      result.ok ? { trouble: null, done } : { trouble: `${title}: nothing was changed. ${result.detail}`, done: null },
    );
    reload();
    void countWaiting();
    // What was pressed is about to leave the page with what it was for.
    if (result.ok) said.current?.focus();
  };

  return (
    <>
      <p class="trail">
        <a href={linkTo({ name: 'attention' })}>Needs attention</a>
        {data && (
          <a href={linkTo({ name: 'board', configId: data.session.examConfig.id })}>
            {data.session.examConfig.examName}
          </a>
        )}
      </p>
      {data && <Heading {...data} />}
      <Trouble text={outcome.trouble ?? trouble} />
      <p role="status" class="done" tabIndex={-1} ref={said}>
        {outcome.done}
      </p>
      {data && <Sections {...data} username={username} onAsk={setAsked} />}
      {asked && (
        <ConfirmDialog
          title={asked.title}
          action={asked.action}
          onConfirm={() => void carryOut(asked)}
          onCancel={() => setAsked(null)}
        >
          <ul class="consequence">
            {asked.consequence.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}

function Heading({ session: { session } }: Kept) {
  const { name, attempt, maturity, answered, questions, scoreActual, holder } = session;
  return (
    <>
      <h2>{name}</h2>
      <p class="second">
        Attempt {attempt} · {MATURITY_IN_WORDS[maturity]} · {answered} of {questions} answered
        {scoreActual !== null && ` · ${percentInWords(scoreActual)}`}
        {holder !== null && ` · now on ${deviceInWords(holder)}`}
      </p>
    </>
  );
}

interface SectionsProps extends Kept {
  username: string;
  onAsk: (asked: Asked) => void;
}

function Sections({ session: { session, now }, items, username, onAsk }: SectionsProps) {
  const { open, putAway, unusable } = sortWaiting(items);
  const common = { session, now, onAsk };
  return (
    <>
      {open.length + putAway.size + unusable.length === 0 && <p>Nothing waits here. Every answer has its place.</p>}
      <OpenQuestions {...common} open={open} username={username} />
      {[...putAway].map(([run, rows]) => (
        <PutAway key={run} {...common} run={run} rows={rows} />
      ))}
      <Unusable {...common} rows={unusable} />
      <Settled {...common} items={items} username={username} />
    </>
  );
}
