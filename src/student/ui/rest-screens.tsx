import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { CheckDevice } from './check-device.tsx';
import { DrawAhead as Ahead, type DrawAheadProps } from './draw-ahead.tsx';
import { LeftBehind as Behind } from './left-behind.tsx';
import { MyTests } from './my-tests.tsx';
import { NotOpened } from './not-opened.tsx';
import { PracticeDone } from './practice-done.tsx';
import { Review } from './review.tsx';
import { SaveFile } from './save-file.tsx';
import { SignIn } from './sign-in.tsx';
import { Submitted } from './submitted.tsx';
import { TestBar as Bar, type TestBarProps } from './test-bar.tsx';
import { TestPanels as Panels, type ToolProps } from './test-panels.tsx';

/** For the banner of a test that the device cannot save. */
export const SaveThisTest = ({ app, attempt }: { app: App; attempt: Attempt }) => (
  <SaveFile app={app} scope={{ sessionId: attempt.snapshot.value.sessionId }} />
);

/** For the banners of the test. */
export const LeftBehind = (props: { app: App; attempt: Attempt }) => <Behind {...props} />;

/** For the header of the test. */
export const TestBar = (props: TestBarProps) => <Bar {...props} />;

/** Out of sight. */
export const DrawAhead = (props: DrawAheadProps) => <Ahead {...props} />;

/** Behind the question. */
export const TestPanels = (props: ToolProps) => <Panels {...props} />;

/**
 * Every screen but the open question. A chunk of its own, which is fetched right behind the question: an attempt never
 * depends on a file that is not in the page yet.
 */
export function RestScreens({ app }: { app: App }) {
  const screen = app.screen.value;
  switch (screen.name) {
    case 'opening':
      return app.broken.value ? <NotOpened app={app} /> : null;
    case 'sign-in':
      return <SignIn app={app} />;
    case 'tests':
      return <MyTests app={app} />;
    case 'check':
      return <CheckDevice app={app} />;
    case 'attempt':
      return <AfterQuestions app={app} attempt={screen.attempt} />;
  }
}

function AfterQuestions({ app, attempt }: { app: App; attempt: Attempt }) {
  if (!attempt.submitted.value) return <Review app={app} attempt={attempt} />;
  const Done = attempt.snapshot.value.practice ? PracticeDone : Submitted;
  return <Done app={app} attempt={attempt} />;
}
