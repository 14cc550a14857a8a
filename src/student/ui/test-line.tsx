import { useRef } from 'preact/hooks';
import type { App, Progress } from '../session/app.ts';
import type { TestStep, TestSummary } from '../session/ports.ts';
import { clockText } from '../strings/clock-text.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';

interface Props {
  app: App;
  test: TestSummary;
  progress: Progress | undefined;
  /** The next thing to do on this screen. */
  first: boolean;
}

/** One test: its name, where it stands, and its one next step. */
export function TestLine({ app, test, progress, first }: Props) {
  const words = restText().tests;
  const id = `test-${test.sessionId}`;
  const next = nextStep(app, test);
  const step = useRef<HTMLButtonElement>(null);
  const retake = async () => {
    await app.retake(test.sessionId);
    // The button goes away, and the focus must not go with it.
    if (app.notice.value === null) step.current?.focus();
  };
  return (
    <li class="test-line">
      <div class="test-about">
        <h2 id={id}>
          <bdi>{test.examName}</bdi>
        </h2>
        {test.attempt > 1 && <p>{words.attempt(test.attempt)}</p>}
        <StepWords test={test} />
        {test.isLeftBehind && !app.state.value?.online && <p>{words.goesOnOnline}</p>}
        {test.ready && AHEAD.has(test.step) && <ReadyWords installed={app.installed.value} />}
        {test.waiting > 0 && !test.submitted?.waiting && <p>{words.waiting(test.waiting)}</p>}
        {test.problem !== null && (
          <p class="torn-note">
            <b>{text().status.attention}</b>: {text().said(test.problem)}
          </p>
        )}
        <ProgressWords test={test} progress={progress} />
        <Coming app={app} test={test} progress={progress} />
      </div>
      <div class="test-next">
        {next && (
          <button
            type="button"
            ref={step}
            class={first ? 'main' : ''}
            aria-describedby={id}
            aria-disabled={progress?.state === 'coming'}
            onClick={next.run}
          >
            {next.label}
          </button>
        )}
        {test.step === 'submitted' && test.canRetake && (
          <button type="button" aria-describedby={id} onClick={() => void retake()}>
            {words.retake}
          </button>
        )}
      </div>
    </li>
  );
}

/** The test is here; it opens without a network when the app is here too. */
function ReadyWords({ installed }: { installed: App['installed']['value'] }) {
  return <p class={installed === 'here' ? 'ready' : undefined}>{readyWords(installed)}</p>;
}

function readyWords(installed: App['installed']['value']): string {
  const words = restText().tests;
  return installed === 'here' ? words.ready : words.app[installed];
}

/** Says that what was asked for comes, and is there, to whoever does not see it. */
function Coming({ app, test, progress }: Omit<Props, 'first'>) {
  const wasAsked = useRef(false);
  wasAsked.current ||= progress?.state === 'coming';
  const isHere = wasAsked.current && !progress && test.ready;
  return (
    <p class="unseen" role="status">
      {progress?.state === 'coming' && restText().tests.progress(test.examName)}
      {isHere && `${test.examName}: ${readyWords(app.installed.value)}`}
    </p>
  );
}

/** Whoever has still to take the test wants to know whether it is here. */
const AHEAD = new Set<TestStep>(['get-ready', 'start', 'continue', 'not-open-yet']);

function nextStep(app: App, { step, sessionId }: TestSummary): { label: string; run(): void } | null {
  const words = restText().tests;
  const open = () => void app.open(sessionId);
  switch (step) {
    case 'get-ready':
      return { label: words.getReady, run: () => void app.getReady(sessionId) };
    case 'start':
      return { label: words.start, run: open };
    case 'continue':
      return { label: words.continue, run: open };
    case 'submitted':
      return { label: words.see, run: open };
    case 'not-open-yet':
    case 'closed':
    case 'ask-teacher':
      return null;
  }
}

function StepWords({ test }: { test: TestSummary }) {
  const words = restText().tests;
  switch (test.step) {
    case 'get-ready':
      return (
        <>
          <p>{words.getReadyAbout(test.bytes)}</p>
          <TimeWords test={test} />
        </>
      );
    case 'start':
      return (
        <>
          {test.closesAt !== null && <p>{words.closesAt(restText().dayAndTime(test.closesAt))}</p>}
          <TimeWords test={test} />
        </>
      );
    case 'continue':
      return <p>{test.answered === null ? words.begun : words.answered(test.answered, test.questions)}</p>;
    case 'submitted':
      return <Submitted test={test} />;
    case 'not-open-yet':
      return <p>{test.opensAt === null ? words.notOpen : words.opens(restText().dayAndTime(test.opensAt))}</p>;
    case 'closed':
      return <p>{words.closed}</p>;
    case 'ask-teacher':
      return <p>{words.askTeacher}</p>;
  }
}

/** How long the test is, before it is started. */
function TimeWords({ test: { allowedMs, step } }: { test: TestSummary }) {
  if (allowedMs === null) return null;
  const words = clockText();
  return (
    <p>
      {words.takes(allowedMs)} {step === 'start' && words.runs}
    </p>
  );
}

function Submitted({ test }: { test: TestSummary }) {
  const { submitted } = test;
  const words = restText().submitted;
  return (
    <p>
      {restText().tests.submitted}
      {submitted?.received && `. ${words.received}.`}
      {submitted?.waiting && `. ${words.waiting}.`}
    </p>
  );
}

function ProgressWords({ test, progress }: { test: TestSummary; progress: Progress | undefined }) {
  const words = restText().tests;
  const total = progress?.state === 'coming' && progress.total > 0 ? progress.total : test.bytes;
  return (
    <>
      {progress?.state === 'coming' && (
        <div class="coming">
          <progress aria-label={words.progress(test.examName)} max={total} value={Math.min(progress.done, total)} />
          <span>{words.progressBytes(progress.done, total)}</span>
        </div>
      )}
      <p class="problem" role="alert">
        {progress?.state === 'failed' && words.failed[progress.reason]}
      </p>
    </>
  );
}
