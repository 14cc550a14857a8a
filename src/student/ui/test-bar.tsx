import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import './test-bar.css';

export interface TestBarProps {
  app: App;
  attempt: Attempt;
}

/** What a student has at hand beside the question, in the header of the test. */
export function TestBar(_props: TestBarProps) {
  return <div class="test-bar" />;
}
