import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import type { Deps } from './deps.ts';

/** What a caller may call its request: no text that could pass for another line of the log. */
const HARMLESS_ID = /^[\w=-]{1,255}$/;

/**
 * One line a request, under the id that the answer carries as `X-Request-Id`. It names the route's pattern and not its
 * path, so that no id, and nothing that somebody typed into a URL, is in the log.
 */
export const requestLog = (deps: Deps) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const startedAt = deps.now();
    const given = c.req.header('X-Request-Id');
    const requestId = given !== undefined && HARMLESS_ID.test(given) ? given : deps.randomId();
    c.set('requestId', requestId);
    await next();
    deps.log.info(
      {
        requestId,
        method: c.req.raw.method,
        route: c.get('pattern') ?? 'none',
        status: c.res.status,
        ms: deps.now() - startedAt,
      },
      'request',
    );
  });
