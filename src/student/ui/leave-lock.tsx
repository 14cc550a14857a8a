import { useSignal } from '@preact/signals';
import type { TargetedEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isInWindowOnly } from '../session/answers.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { watchLeaving } from '../session/leave-watch.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { focusAfter } from './focus-after-dialog.ts';
import { SaveFile } from './save-file.tsx';

interface Props {
  app: App;
  attempt: Attempt;
}

/** Where the config wants it: once the student was elsewhere, a proctor has to let them in again. Answers stay as they are. */
export function LeaveLock({ app, attempt }: Props) {
  const { config, isLocked, run } = attempt.snapshot.value;
  const dialog = useRef<HTMLDialogElement>(null);
  const isWatched = config.leaveLock !== undefined && attempt.canChange() && attempt.link.value === 'writer';
  useEffect(() => {
    if (!isWatched) return;
    const later = (ms: number, then: () => void) => {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    };
    const left = () => void app.services?.left(run);
    return watchLeaving({ run, page: document, window, storage: () => localStorage, now: Date.now, later, left });
  }, [app, isWatched, run]);
  useEffect(() => {
    if (isLocked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isLocked]);
  // A second press of Escape closes a dialog whatever the page says to it.
  const stay = (event: TargetedEvent<HTMLDialogElement>) => {
    if (attempt.snapshot.value.isLocked) dialog.current?.showModal();
    else focusAfter(event);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="leave-lock-heading"
      aria-describedby="leave-lock-about"
      onCancel={(event) => event.preventDefault()}
      onClose={stay}
    >
      <h2 id="leave-lock-heading">{restText().leaveLock.heading}</h2>
      {isLocked && <WhereAnswersAre app={app} attempt={attempt} />}
      {isLocked && <LetIn app={app} run={run} />}
    </dialog>
  );
}

/** The banner that says what is not saved, and has the way out for it, lies behind the dialog. */
function WhereAnswersAre({ app, attempt }: Props) {
  const { safe, ask } = restText().leaveLock;
  const { storage, storageDirect } = text().banner;
  const isFailing = attempt.storageFailure.value !== null;
  const failure = isInWindowOnly(attempt.answers.value) ? storage : storageDirect;
  return (
    <>
      <p id="leave-lock-about">
        {isFailing ? failure : safe} {ask}
      </p>
      {isFailing && (
        <div>
          <SaveFile app={app} scope={{ sessionId: attempt.snapshot.value.sessionId }} />
        </div>
      )}
    </>
  );
}

function LetIn({ app, run }: { app: App; run: string }) {
  const words = restText().leaveLock;
  const field = useRef<HTMLInputElement>(null);
  const busy = useSignal(false);
  const refused = useSignal<'wrong' | 'slow-down' | 'storage' | null>(null);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const result = (await app.services?.letIn(run, field.current?.value ?? '')) ?? 'storage';
    busy.value = false;
    refused.value = result === 'ok' ? null : result;
    if (result !== 'ok') field.current?.select();
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <div class="field">
        <label for="proctor-code">{words.code}</label>
        <input
          id="proctor-code"
          ref={field}
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={60}
          aria-describedby="proctor-code-problem"
          aria-invalid={refused.value !== null}
        />
        <p id="proctor-code-problem" class="problem" role="alert">
          {refused.value && words[refused.value]}
        </p>
      </div>
      <button type="submit" class="main" aria-disabled={busy.value}>
        {words.button}
      </button>
    </form>
  );
}
