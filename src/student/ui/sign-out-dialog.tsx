import type { RefObject } from 'preact';
import type { App } from '../session/app.ts';
import { restText } from '../strings/rest-text.ts';

interface Props {
  app: App;
  dialog: RefObject<HTMLDialogElement | null>;
}

/** While something is unsent, leaving is asked about once more; it is safe, and says so. */
export function SignOutDialog({ app, dialog }: Props) {
  const words = restText().signOut;
  return (
    <dialog ref={dialog} aria-labelledby="sign-out-heading" aria-describedby="sign-out-unsent sign-out-sealed">
      <h2 id="sign-out-heading">{words.heading}</h2>
      <p id="sign-out-unsent">{words.unsent}</p>
      <p id="sign-out-sealed">{words.sealed}</p>
      <div class="actions">
        <button type="button" class="main" onClick={() => dialog.current?.close()}>
          {words.stay}
        </button>
        <button type="button" onClick={() => void app.signOut()}>
          {words.leave}
        </button>
      </div>
    </dialog>
  );
}
