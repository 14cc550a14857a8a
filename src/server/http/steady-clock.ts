import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import type { Deps } from './deps.ts';
import { ProblemError } from './problem.ts';

/**
 * Sends everybody away for as long as the clock is in doubt. What a device would be told by a wrong one lasts: when a test
 * closes, how much time is left, what was received long ago and may be removed. It keeps its answers and comes again.
 */
export const steadyClock = ({ readiness }: Pick<Deps, 'readiness'>) =>
  createMiddleware<AppEnv>(async (_c, next) => {
    if (!readiness.isClockSteady()) {
      throw new ProblemError('unavailable', 'The clock of the server was just set. Try again soon.', {
        headers: { 'Retry-After': '10' },
      });
    }
    await next();
  });
