import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import type { Deps } from './deps.ts';

/** Counts every request under the pattern of its route, so that no id makes a series of its own. */
export const countRequests = ({ metrics, elapsed }: Pick<Deps, 'metrics' | 'elapsed'>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = elapsed();
    metrics.requestBegan();
    await next();
    const { method } = c.req.raw;
    const route = c.get('pattern') ?? 'none';
    metrics.requestEnded({ route, method, status: c.res.status, seconds: (elapsed() - startedAt) / 1000 });
  });
