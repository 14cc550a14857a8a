import type { App } from '../session/app.ts';
import { restText } from '../strings/rest-text.ts';
import { focusHeading } from './focus-heading.ts';

/** The browser lost what was saved on this device: what came back, what does not, and that nobody is to blame. */
export function WipedNote({ app }: { app: App }) {
  const wiped = app.state.value?.wiped;
  if (!wiped) return null;
  const words = restText().wiped;
  const seen = () => {
    focusHeading();
    void app.services?.seenWiped();
  };
  return (
    <div class="note copy-note" role="status">
      <p>{words.lost}</p>
      <p>{wiped.rescued === 0 ? words.nothing : words.rescued(wiped.rescued, wiped.sent)}</p>
      <p>{words.next}</p>
      <button type="button" onClick={seen}>
        {words.seen}
      </button>
    </div>
  );
}
