import { z } from 'zod/mini';
import { epochMs } from '../../shared/contract/ids.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { probeStore } from '../store/probe.ts';
import { StoreUnavailable } from '../store/store.ts';

const ok = z.object({ status: z.literal('ok') });
/** Server clock, for a device that compares its own. */
const okNow = z.extend(ok, { now: epochMs });

const healthz = defineRoute({
  method: 'GET',
  path: '/healthz',
  operationId: 'healthz',
  summary: 'Whether the server runs, and what time it has',
  tag: 'Service',
  principals: ['none'],
  answer: okNow,
  handle: async ({ deps }) => ({ status: 'ok', now: deps.now() }),
});

const readyz = defineRoute({
  method: 'GET',
  path: '/readyz',
  operationId: 'readyz',
  summary: 'Whether the store accepts a write: it makes one',
  tag: 'Service',
  principals: ['none'],
  answer: ok,
  async handle({ deps }) {
    try {
      await deps.store.write((db) => probeStore(db, deps.now()));
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      throw new ProblemError('unavailable', 'The store accepts no writes.', { headers: { 'Retry-After': '5' } });
    }
    return { status: 'ok' };
  },
});

export const serviceRoutes: Route[] = [healthz, readyz];
