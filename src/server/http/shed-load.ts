import { createMiddleware } from 'hono/factory';
import { Admission, TurnedAway } from './admission.ts';
import type { AppEnv } from './app-env.ts';
import { ProblemError } from './problem.ts';
import { Turns, type Urgency } from './turns.ts';

/** A few classrooms' worth at work, and a few schools' that wait with their bodies unread. */
export const createAdmission = (): Admission =>
  new Admission({ working: 512, submits: 384, reports: 64, waiting: 2000, now: () => performance.now() });

/**
 * Batches that are at work at once; on SQLite they share commits. The others wait with the bytes that came: an autosave finds one of
 * the places that submits leave, and waits for no herd (docs/decisions/0028, 0039).
 */
export const createDesk = (): Turns => new Turns({ working: 144, submits: 128 });

/**
 * Lets the most urgent requests in first, and sends others away with 429 before they queue without bound. Each is told the time
 * at which its turn would come.
 */
export const shedLoad = (admission: Admission) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const urgency = urgencyOf({ method: c.req.method, path: c.req.path, header: (name) => c.req.header(name) });
    c.set('urgency', urgency);
    const leave = await admission.enter(urgency).catch((error: unknown) => {
      if (!(error instanceof TurnedAway)) throw error;
      throw new ProblemError('rate-limited', 'Too much at once.', {
        headers: { 'Retry-After': String(error.retryAfterSeconds) },
      });
    });
    try {
      await next();
    } finally {
      leave();
    }
  });

interface Asked {
  method: string;
  path: string;
  header(name: string): string | undefined;
}

/** Lists that are asked for with POST, and imports. */
const REPORTS = /^\/api\/(?:exams|exam-sessions|import\/.*)$/;
/** What devices fetch without a token. */
const SEALED = /^\/api\/(?:device|package|media)\//;

/** By what can be seen before anything is read of the body. */
export function urgencyOf({ method, path, header }: Asked): Urgency {
  // As a device says of the upload that hands a test in (RFC 9218).
  if (header('Authorization')?.startsWith('Bearer ')) return header('Priority') === 'u=0' ? 'submit' : 'answers';
  if (SEALED.test(path)) return 'answers';
  // Whoever changes something waits for it: a teacher who hands a test back, another system that sets responses.
  return method === 'POST' && !REPORTS.test(path) ? 'answers' : 'reports';
}
