import type { AttemptStatus } from '../session/status.ts';
import { text } from '../strings/text.ts';
import './status.css';

/**
 * Where the answers are. Says "saved" of nothing that is not, and keeps no place for words that will never come.
 *
 * @param quiet says so to the eye alone
 */
export function Status({ status, quiet }: { status: AttemptStatus; quiet?: boolean }) {
  if (status.name === 'practice') return null;
  return (
    <p class={`status ${status.name}`}>
      <span class="status-mark" aria-hidden="true" />
      <span role="status" aria-live={quiet ? 'off' : undefined}>
        {statusWords(status)}
      </span>
      <span class="status-saving" aria-hidden="true" hidden={status.name !== 'saving'}>
        {text().status.saving}
      </span>
    </p>
  );
}

/** Empty while there is nothing to claim: before the first answer, and as long as a commit takes. */
function statusWords(status: AttemptStatus): string {
  const words = text().status;
  if (status.name === 'device' || status.name === 'server') return words[status.name];
  if (status.name !== 'attention') return '';
  return words.because(typeof status.reason === 'string' ? words[status.reason] : text().said(status.reason.words));
}
