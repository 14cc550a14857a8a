import { ProblemError } from '../../../src/server/http/problem.ts';

/** The problem that a refused operation was refused with. @throws Error when it was not refused, or broke instead */
export async function refusal(work: Promise<unknown>): Promise<ProblemError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProblemError) return error;
  throw new Error(`expected a refusal, got ${error}`, { cause: error });
}
