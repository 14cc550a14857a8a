import type { ExamConfigSettings } from '../contract/exam-config.ts';
import type { Maturity } from '../contract/maturity.ts';
import { type Transition, transition } from './machine.ts';

/** Whether the next attempt may begin: the machine's word, and what the config allows. */
export function retake(
  session: { maturity: Maturity; attempt: number },
  { allowRetakes, maxAttempts }: Pick<ExamConfigSettings, 'allowRetakes' | 'maxAttempts'>,
): Transition {
  if (!allowRetakes) return { kind: 'refused', reason: 'this exam allows no retakes' };
  const next = transition(session.maturity, 'retake');
  if (next.kind === 'refused') return next;
  if (maxAttempts !== null && session.attempt >= maxAttempts) {
    return { kind: 'refused', reason: `all ${maxAttempts} attempts have been used` };
  }
  return next;
}
