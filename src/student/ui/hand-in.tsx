import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { App } from '../session/app.ts';
import type { ExportScope, ReceiptResult } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';
import { SaveFile } from './save-file.tsx';
import './hand-in.css';

interface Props {
  app: App;
  scope: ExportScope;
}

/** For the day on which the network never comes: answers leave as a file, and a receipt comes back as text. */
export function HandIn({ app, scope }: Props) {
  const words = restText().handIn;
  const said = useSignal<string | null>(null);
  const receipt = useRef<HTMLTextAreaElement>(null);

  const accept = async (event: SubmitEvent) => {
    event.preventDefault();
    const result = await app.services?.acceptReceipt(receipt.current?.value ?? '');
    said.value = receiptWords(result);
    if (result?.ok && receipt.current) receipt.current.value = '';
  };

  return (
    <details class="hand-in">
      <summary>{words.summary}</summary>
      <p>{words.about}</p>
      <SaveFile app={app} scope={scope} />
      <form onSubmit={(event) => void accept(event)}>
        <label for="receipt-text">{words.receipt}</label>
        <p id="receipt-hint">{words.receiptHint}</p>
        <textarea id="receipt-text" ref={receipt} rows={3} spellcheck={false} aria-describedby="receipt-hint" />
        <button type="submit">{words.accept}</button>
      </form>
      <p role="status">{said.value}</p>
    </details>
  );
}

function receiptWords(result: ReceiptResult | undefined): string {
  const words = restText().handIn;
  if (!result) return words.storage;
  return result.ok ? words.accepted(result.tests) : words[result.reason];
}
