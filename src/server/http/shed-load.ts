import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import type { Deps } from './deps.ts';
import { ProblemError } from './problem.ts';

/** Requests that are worked on at once: a few classrooms' worth, and a bound on the memory that bodies take. */
const MAX_IN_FLIGHT = 1000;
/** Seconds over which those who are sent away are spread. */
const SPREAD_SECONDS = 16;

/**
 * Sends requests away with 429 before they queue without bound, so that a whole district that comes back at once is
 * served in order. Each is told another time to come again.
 */
export const shedLoad = (deps: Deps, maxInFlight = MAX_IN_FLIGHT) => {
  let inFlight = 0;
  return createMiddleware<AppEnv>(async (_c, next) => {
    if (inFlight >= maxInFlight) {
      const seconds = 1 + ((deps.randomBytes(1)[0] ?? 0) % SPREAD_SECONDS);
      throw new ProblemError('rate-limited', 'Too much at once.', { headers: { 'Retry-After': String(seconds) } });
    }
    inFlight += 1;
    try {
      await next();
    } finally {
      inFlight -= 1;
    }
  });
};
