import type { ComponentChildren } from 'preact';
import type { PreflightCheck } from '../../shared/contract/preflight.ts';
import type { Verdict } from '../session/preflight.ts';
import { beforeText } from '../strings/before-text.ts';

interface Props {
  check: PreflightCheck;
  /** Undefined while it is looked at, and while nobody was asked. */
  verdict: Verdict | undefined;
  children?: ComponentChildren;
}

/** Signs that differ in shape; the sentence says what they mean. */
const MARKS = { fine: '✓', advice: '!', wrong: '✕', unknown: '?' };

/** One check: a sign, its name, and a sentence. */
export function CheckLine({ check, verdict, children }: Props) {
  const words = beforeText();
  const { title } = words.checks[check];
  return (
    <li class={verdict?.state ?? 'looking'}>
      {verdict ? (
        <span class="check-mark" role="img" aria-label={words.state[verdict.state]}>
          {MARKS[verdict.state]}
        </span>
      ) : (
        <span class="check-mark" aria-hidden="true">
          …
        </span>
      )}
      <div>
        <p class="check-title">{title}</p>
        <p>{verdict ? sentence(check, verdict) : check === 'sound' ? words.checks.sound.ask : words.check.looking}</p>
        {children}
      </div>
    </li>
  );
}

function sentence(check: PreflightCheck, { state, amount = 0 }: Verdict): string {
  const said: string | ((amount: number) => string) = beforeText().checks[check][state];
  return typeof said === 'string' ? said : said(amount);
}
