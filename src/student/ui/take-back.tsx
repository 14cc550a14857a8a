import { useSignal } from '@preact/signals';
import type { App } from '../session/app.ts';
import type { SaveResult } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';
import './hand-in.css';

/** "Submitted by mistake", for as long as it can be undone without asking anybody. */
export function TakeBack({ app }: { app: App }) {
  const words = restText().submitted.takeBack;
  const busy = useSignal(false);
  const refused = useSignal<Exclude<SaveResult, { ok: true }>['reason'] | null>(null);

  const takeBack = async () => {
    if (busy.value) return;
    busy.value = true;
    const result = await app.takeBack();
    busy.value = false;
    refused.value = result && !result.ok ? result.reason : null;
  };

  return (
    <details class="hand-in">
      <summary>{words.summary}</summary>
      <p>{words.about}</p>
      <button type="button" aria-disabled={busy.value} onClick={() => void takeBack()}>
        {words.button}
      </button>
      <p class="problem" role="alert">
        {refused.value && words.refused[refused.value]}
      </p>
    </details>
  );
}
