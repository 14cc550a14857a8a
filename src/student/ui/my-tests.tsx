import { useRef } from 'preact/hooks';
import type { App } from '../session/app.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { BeforeTests } from './before-tests.tsx';
import { Frame } from './frame.tsx';
import { HandIn } from './hand-in.tsx';
import { InstallOffer } from './install-offer.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { TestLine } from './test-line.tsx';
import { useArrival } from './use-arrival.ts';
import { useTitle } from './use-title.ts';
import { WipedNote } from './wiped-note.tsx';
import './my-tests.css';

export function MyTests({ app }: { app: App }) {
  const heading = useArrival(app);
  const signOut = useRef<HTMLDialogElement>(null);
  const words = restText().tests;
  const state = app.state.value;
  const notice = app.notice.value;
  useTitle(words.heading);
  if (!state) return null;
  return (
    <Frame
      app={app}
      lead={
        <>
          {state.school && (
            <p class="school">
              <bdi>{state.school}</bdi>
            </p>
          )}
          {state.student && <p>{words.hello(state.student.name)}</p>}
        </>
      }
      end={
        <button
          type="button"
          class="quiet"
          onClick={() => (isUnsent(state.tests) ? signOut.current?.showModal() : void app.signOut())}
        >
          {words.signOut}
        </button>
      }
    >
      <div class="my-tests">
        <h1 ref={heading} tabIndex={-1}>
          {words.heading}
        </h1>
        <WipedNote app={app} />
        {!state.online && <p class="aside">{words.offline}</p>}
        {state.storage === 'low' && <p class="note">{words.storageLow}</p>}
        {state.storage === 'full' && <p class="note torn-note">{words.storageFull}</p>}
        <p class="problem" role="alert">
          {notice &&
            (notice.about === 'open'
              ? restText().tests.cannotOpen(text().said(notice.detail))
              : restText().tests.cannotRetake(text().said(notice.detail)))}
        </p>
        {state.tests.length === 0 ? (
          <div class="none">
            <p>
              {words.none} {words.noneNext}
            </p>
            <button type="button" class="main" onClick={() => void app.refresh()}>
              {words.look}
            </button>
          </div>
        ) : (
          <ul>
            {state.tests.map((test, at) => (
              <TestLine
                key={test.sessionId}
                app={app}
                test={test}
                progress={app.progress.value.get(test.sessionId)}
                first={at === firstToDo(state.tests)}
              />
            ))}
          </ul>
        )}
        {state.othersWaiting > 0 && <p class="aside">{words.othersWaiting(state.othersWaiting)}</p>}
        {isUnsent(state.tests) && <HandIn app={app} scope="student" />}
        {state.tests.some(({ ready }) => ready) && <InstallOffer />}
        <BeforeTests app={app} />
        <SignOutDialog app={app} dialog={signOut} />
      </div>
    </Frame>
  );
}

const isUnsent = (tests: ReadonlyArray<{ waiting: number }>) => tests.some(({ waiting }) => waiting > 0);

/** One filled button on a screen: the next thing to do. A test that was begun comes before one that was not. */
function firstToDo(tests: ReadonlyArray<{ step: string }>): number {
  for (const step of ['continue', 'start', 'get-ready']) {
    const at = tests.findIndex((test) => test.step === step);
    if (at >= 0) return at;
  }
  return -1;
}
