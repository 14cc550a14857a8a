import { type Answers, answerOf, isInWindowOnly, unsaved } from './answers.ts';
import type { QuestionPlace } from './order.ts';
import type { AttemptSnapshot } from './ports.ts';

/**
 * What the status line may say of the whole attempt: the worst of its answers. `none`: nothing was answered yet, so
 * there is nothing to claim; in a `practice` there never is. `saving` claims nothing either; it lasts as long as a commit does.
 */
export type AttemptStatus =
  | { name: 'practice' | 'none' | 'saving' | 'device' | 'server' }
  | { name: 'attention'; reason: 'memory' | 'direct' | 'elsewhere' | 'refused' | { words: string } };

export function attemptStatus(
  answers: Answers,
  snapshot: Pick<AttemptSnapshot, 'problem' | 'practice'>,
  elsewhere: boolean,
): AttemptStatus {
  if (snapshot.practice) return { name: 'practice' };
  const changes = unsaved(answers);
  const stored = [...answers.stored.values()];
  if (isInWindowOnly(answers)) return { name: 'attention', reason: 'memory' };
  if (snapshot.problem !== null) return { name: 'attention', reason: { words: snapshot.problem } };
  const refused = stored.find((answer) => answer.state === 'attention');
  if (refused) {
    return { name: 'attention', reason: refused.problem === null ? 'refused' : { words: refused.problem } };
  }
  if (elsewhere) return { name: 'attention', reason: 'elsewhere' };
  if (changes.some((change) => !change.failed)) return { name: 'saving' };
  const isDirect = changes.length > 0;
  // Some are on the device alone and some on the server alone: neither may be said of all.
  if (stored.some((answer) => answer.state === 'device')) return isDirect ? direct : { name: 'device' };
  return { name: isDirect || stored.some((answer) => answer.state === 'server') ? 'server' : 'none' };
}

const direct: AttemptStatus = { name: 'attention', reason: 'direct' };

/**
 * One stitch of the seam. `flagged` lifts a stitch of any kind. `none`: the question takes no answer.
 *
 *   open ──choose──> saving ──commit──> closed ──acknowledged──> knotted
 *                       └──could not be written, or refused──> torn
 */
export type Stitch = 'open' | 'saving' | 'closed' | 'knotted' | 'torn' | 'none';

export function stitch(answers: Answers, { itemId, questionId, unanswered }: Omit<QuestionPlace, 'number'>): Stitch {
  if (unanswered) return 'none';
  const { response, state } = answerOf(answers, itemId, questionId);
  if (state === 'memory' || state === 'attention') return 'torn';
  if (state === 'saving') return 'saving';
  if (response === null || state === 'none') return 'open';
  return state === 'server' ? 'knotted' : 'closed';
}
