import type { App } from '../session/app.ts';
import { beforeText } from '../strings/before-text.ts';
import { practiceText } from '../strings/practice-text.ts';
import { PracticeButton } from './practice-button.tsx';
import './before-tests.css';

/** What anybody can do here before a test, signed in or not. */
export function BeforeTests({ app }: { app: App }) {
  return (
    <div class="before-tests">
      <PracticeButton app={app} label={practiceText().open} />
      <button type="button" onClick={() => app.showCheck()}>
        {beforeText().links.check}
      </button>
    </div>
  );
}
