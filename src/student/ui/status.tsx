import type { AttemptStatus } from '../session/status.ts';
import { text } from '../strings/text.ts';
import './status.css';

/**
 * Where the answers are. Says "saved" of nothing that is not.
 *
 * @param quiet says so to the eye alone
 */
export function Status({ status, quiet = false }: { status: AttemptStatus; quiet?: boolean }) {
  return (
    <p class={`status ${status.name}`}>
      <span class="status-mark" aria-hidden="true" />
      <span role="status" aria-live={quiet ? 'off' : undefined}>
        {statusWords(status)}
      </span>
      {status.name === 'saving' && (
        <span class="status-saving" aria-hidden="true">
          {text().status.saving}
        </span>
      )}
    </p>
  );
}

/** Empty while there is nothing to claim: before the first answer, and as long as a commit takes. */
function statusWords(status: AttemptStatus): string {
  const words = text().status;
  if (status.name !== 'attention') return status.name === 'none' || status.name === 'saving' ? '' : words[status.name];
  return words.because(typeof status.reason === 'string' ? words[status.reason] : text().said(status.reason.words));
}
