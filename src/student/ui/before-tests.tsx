import type { App } from '../session/app.ts';
import { beforeText } from '../strings/before-text.ts';
import './before-tests.css';

/** What anybody can do here before a test, signed in or not. */
export function BeforeTests({ app }: { app: App }) {
  const words = beforeText().links;
  return (
    <div class="before-tests">
      <button type="button" onClick={() => app.showCheck()}>
        {words.check}
      </button>
    </div>
  );
}
