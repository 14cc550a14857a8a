import { useSignal } from '@preact/signals';
import { answerable, unanswered } from '../session/answerable.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import type { SubmittedAttempt } from '../session/ports.ts';
import { clockText } from '../strings/clock-text.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { AttemptLead } from './attempt-lead.tsx';
import { CorrectAnswers } from './correct-answers.tsx';
import { Frame } from './frame.tsx';
import { HandIn } from './hand-in.tsx';
import { ObjectiveScores } from './objective-scores.tsx';
import { ScoreLine } from './score-line.tsx';
import { Status } from './status.tsx';
import { TakeBack } from './take-back.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import './submitted.css';

interface Props {
  app: App;
  attempt: Attempt;
}

/** What is done first, in the past tense; then what is still to happen, and that nobody needs to wait for it. */
export function Submitted({ app, attempt }: Props) {
  const heading = useArrival(app);
  const seesAnswers = useSignal(false);
  const words = restText().submitted;
  const snapshot = attempt.snapshot.value;
  const { submitted, config } = snapshot;
  const { correct, correctResponses } = submitted?.shown ?? {};
  // Answers of another device too: the submit does not name them, and they count.
  const total = answerable(attempt).length;
  const { sessionId } = snapshot;
  const canRetake = app.state.value?.tests.some((test) => test.sessionId === sessionId && test.canRetake) ?? false;
  const retake = async () => {
    if (app.leave()) await app.retake(sessionId);
  };
  useTitle(words.heading, snapshot.examName);
  return (
    <Frame
      app={app}
      lead={<AttemptLead attempt={attempt} />}
      end={<Status status={submittedStatus(attempt, submitted)} />}
    >
      <div class="submitted">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        {submitted?.timeWasOver && <p role="alert">{clockText().over}</p>}
        {submitted && (
          <>
            <p>
              {savedWords(total - unanswered(attempt), total)} {snapshot.problem === null && words.finished}
            </p>
            <div>
              <dl>
                <dt>{words.code}</dt>
                <dd class="code">{submitted.code}</dd>
              </dl>
              <p class="aside">{words.codeAbout}</p>
            </div>
          </>
        )}
        {attempt.answers.value.copies.size > 0 && <p class="note copy-note">{words.copy}</p>}
        {submitted && (
          <ul class="steps">
            <li class="done">
              <span>
                <b>{words.saved}</b> {words.at(restText().time(submitted.submittedAt))}
              </span>
            </li>
            {snapshot.problem !== null && (
              <li class="torn-note">
                <span>
                  <b>{text().status.attention}</b>: {text().said(snapshot.problem)}
                </span>
              </li>
            )}
            <Upload submitted={submitted} app={app} />
          </ul>
        )}
        {submitted?.canTakeBack && <TakeBack app={app} />}
        {submitted?.waiting && <HandIn app={app} scope={{ sessionId: snapshot.sessionId }} />}
        {submitted && <ScoreLine submitted={submitted} config={config} />}
        {submitted?.shown?.results && <ObjectiveScores shown={submitted.shown} />}
        {canRetake && <p>{words.retakeAbout}</p>}
        <div class="actions">
          {correct && !seesAnswers.value && (
            <button type="button" onClick={() => (seesAnswers.value = true)}>
              {words.answers}
            </button>
          )}
          {canRetake && (
            <button type="button" onClick={() => void retake()}>
              {restText().tests.retake}
            </button>
          )}
          <button type="button" class="main" onClick={() => app.leave()}>
            {words.back}
          </button>
        </div>
        {correct && seesAnswers.value && (
          <CorrectAnswers attempt={attempt} correct={correct} correctResponses={correctResponses} isNew />
        )}
      </div>
    </Frame>
  );
}

function Upload({ submitted: { received, waiting }, app }: { submitted: SubmittedAttempt; app: App }) {
  const words = restText().submitted;
  if (!received) {
    if (!waiting) return null;
    const { online = false, updateNeeded = false } = app.state.value ?? {};
    const soon = updateNeeded ? words.waitingUpdate : words.waitingOnline;
    return (
      <li class="waiting">
        <span>
          <b>{words.waiting}.</b> {online ? soon : words.waitingOffline}
        </span>
      </li>
    );
  }
  return (
    <li class="done received">
      <span>
        <b>{words.received}</b> {words.at(restText().time(Date.parse(received.at)))}
        <details>
          <summary>{words.receipt}</summary>
          <p>
            {words.receiptAbout} {words.receiptVerified}
          </p>
          <code class="receipt" dir="ltr">
            {received.jws}
          </code>
        </details>
      </span>
    </li>
  );
}

function submittedStatus(attempt: Attempt, submitted: SubmittedAttempt | null) {
  const status = attempt.status.value;
  // The receipt says more than the acknowledgements of single answers, and covers a test without any.
  if (status.name === 'attention' || !submitted) return status;
  return { name: submitted.received ? ('server' as const) : ('device' as const) };
}

function savedWords(count: number, total: number): string {
  const words = restText().submitted;
  if (count === 0) return words.noneSaved;
  return count === total ? words.allSaved(count) : words.someSaved(count, total);
}
