import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { answerable, unanswered } from '../session/answerable.ts';
import type { Attempt } from '../session/attempt.ts';
import { restText } from '../strings/rest-text.ts';

interface Props {
  attempt: Attempt;
  dialog: RefObject<HTMLDialogElement | null>;
  flagged: number;
}

/** Asks once more. A native modal dialog: it keeps the focus inside and gives it back. */
export function SubmitDialog({ attempt, dialog, flagged }: Props) {
  const words = restText().review;
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const left = unanswered(attempt);

  const submit = async () => {
    if (busy.value) return;
    busy.value = true;
    problem.value = null;
    const result = await attempt.submit();
    busy.value = false;
    if (result === null) problem.value = words.notYet;
    else if (!result.ok && result.reason === 'storage') problem.value = words.failedStorage;
    else if (!result.ok && result.reason === 'tab') problem.value = words.failedTab;
  };

  return (
    <dialog
      ref={dialog}
      aria-labelledby="submit-heading"
      aria-describedby="submit-left submit-flagged submit-final"
      onClose={() => (problem.value = null)}
    >
      <h2 id="submit-heading">{words.dialog}</h2>
      <p id="submit-left">{left === 0 ? words.allAnswered(answerable(attempt).length) : words.unanswered(left)}</p>
      {flagged > 0 && <p id="submit-flagged">{words.flaggedLeft(flagged)}</p>}
      <p id="submit-final">{words.final}</p>
      <p class="problem" role="alert">
        {problem.value}
      </p>
      <div class="actions">
        <button type="button" class="main" aria-disabled={busy.value} onClick={() => void submit()}>
          {words.confirm}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.keepWorking}
        </button>
      </div>
    </dialog>
  );
}
