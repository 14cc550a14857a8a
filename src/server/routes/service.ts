import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod/mini';
import { epochMs } from '../../shared/contract/ids.ts';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Principal, type Route } from '../http/route.ts';
import { METRICS_TYPE } from '../metrics/metrics.ts';
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
  summary:
    'Whether the server should be sent requests: it is not stopping, its clock was not just set, and its store takes a write',
  tag: 'Service',
  principals: ['none'],
  answer: ok,
  async handle({ deps }) {
    const obstacle = deps.readiness.obstacle() ?? (await storeObstacle(deps));
    if (obstacle !== undefined) {
      throw new ProblemError('unavailable', obstacle, { headers: { 'Retry-After': '5' } });
    }
    return { status: 'ok' };
  },
});

/** Milliseconds for a write. A database that hangs holds one for three quarters of a minute, and who asks has gone by then. */
const PATIENCE_MS = 3000;

async function storeObstacle({ store, now }: Pick<Deps, 'store' | 'now'>): Promise<string | undefined> {
  const answered = new AbortController();
  const written = store
    .write((db) => probeStore(db, now()))
    .then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof StoreUnavailable) return 'The store accepts no writes.';
        throw error;
      },
    );
  const late = wait(PATIENCE_MS, 'The store has not taken a write for seconds.', { signal: answered.signal });
  // Ended below, when there is nothing to wait for any more.
  late.catch(() => undefined);
  return Promise.race([written, late]).finally(() => answered.abort());
}

const metrics = defineRoute({
  method: 'GET',
  path: '/metrics',
  operationId: 'metrics',
  summary: 'What the server counts of its own work, for Prometheus',
  tag: 'Service',
  principals: ['monitor', 'integrator', 'staff'],
  answer: { mediaType: 'text/plain' },
  async handle({ deps, principal }) {
    if (!mayRead(principal, deps.defaultWorkspaceId)) {
      throw new ProblemError(
        'forbidden',
        'This is for who runs the server: METRICS_TOKEN, its own app keys and admins.',
      );
    }
    return new Response(await deps.metrics.render(), { headers: { 'Content-Type': METRICS_TYPE } });
  },
});

/** The numbers are of all workspaces together, and only the first one's people run the server. */
function mayRead(
  principal: Extract<Principal, { kind: 'monitor' | 'integrator' | 'staff' }>,
  ownWorkspace: string,
): boolean {
  if (principal.kind === 'monitor') return true;
  if (principal.workspaceId !== ownWorkspace) return false;
  return principal.kind === 'integrator' || principal.role === 'admin';
}

export const serviceRoutes: Route[] = [healthz, readyz, metrics];
