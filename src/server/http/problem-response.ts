import { PROBLEM_STATUS } from '../../shared/contract/problem.ts';
import { StoreUnavailable } from '../store/store.ts';
import { ProblemError } from './problem.ts';

/** Seconds after which a caller may try again when the database takes no writes. */
const RETRY_AFTER_SECONDS = 5;

/** What a caller is told of an error: never a stack, nor the words of an error that was not meant for them. */
export function toProblemError(error: unknown, requestId: string): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreUnavailable) {
    return new ProblemError('unavailable', 'Nothing was stored. Try again soon.', {
      headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
    });
  }
  return new ProblemError('internal', `The server's log tells more under request ${requestId}.`);
}

/** An error as it leaves the server (RFC 9457). */
export function problemResponse(error: ProblemError): Response {
  return new Response(JSON.stringify(error.toProblem()), {
    status: PROBLEM_STATUS[error.problem],
    headers: { ...error.headers, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}
