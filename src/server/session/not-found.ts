import { ProblemError } from '../http/problem.ts';

/** The same words for what does not exist and for what belongs to somebody else. */
export function noSuchSession(): ProblemError {
  return new ProblemError('not-found', 'There is no such exam session.');
}

export function noSuchRun(): ProblemError {
  return new ProblemError('not-found', 'This exam session has no such run.');
}
