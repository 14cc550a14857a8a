import { z } from 'zod/mini';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { probeStore } from '../store/probe.ts';
import { StoreUnavailable } from '../store/store.ts';

const ok = z.object({ status: z.literal('ok') });

const healthz = defineRoute({
  method: 'GET',
  path: '/healthz',
  operationId: 'healthz',
  summary: 'Whether the server runs',
  tag: 'Service',
  principals: ['none'],
  answer: ok,
  handle: async () => ({ status: 'ok' }),
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
