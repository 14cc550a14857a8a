import { InstallPrompt } from '../session/install-prompt.ts';
import { beforeText } from '../strings/before-text.ts';
import { focusHeading } from './focus-heading.ts';
import './before-tests.css';

// From when this part of the app is there: the browser says it once a page, and may do so before any list is shown.
const installPrompt = new InstallPrompt(window);

/** Offered where nothing else goes on: once a test is ready, and never during one. */
export function InstallOffer() {
  if (!installPrompt.isOffered.value) return null;
  const words = beforeText().install;
  const act = (run: () => void) => {
    focusHeading();
    run();
  };
  return (
    <div class="install">
      <p>{words.about}</p>
      <div class="actions">
        <button type="button" onClick={() => act(() => void installPrompt.install())}>
          {words.button}
        </button>
        <button type="button" class="quiet" onClick={() => act(() => installPrompt.decline())}>
          {words.no}
        </button>
      </div>
    </div>
  );
}
