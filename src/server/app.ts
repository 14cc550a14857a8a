import { join } from 'node:path';
import { Hono } from 'hono';
import type { Admission } from './http/admission.ts';
import { answerHeaders } from './http/answer-headers.ts';
import type { AppEnv } from './http/app-env.ts';
import { readBuiltSite, STUDENT_PAGE_HEADERS } from './http/built-site.ts';
import { countRequests } from './http/count-requests.ts';
import type { Deps } from './http/deps.ts';
import { STALLED_MS } from './http/end-when-stalled.ts';
import { mountRoutes } from './http/mount-routes.ts';
import { ProblemError } from './http/problem.ts';
import { problemResponse, toProblemError } from './http/problem-response.ts';
import { requestLog } from './http/request-log.ts';
import type { Route } from './http/route.ts';
import { serveBuiltSite } from './http/serve-built-site.ts';
import { createAdmission, createDesk, shedLoad } from './http/shed-load.ts';
import { steadyClock } from './http/steady-clock.ts';
import type { Turns } from './http/turns.ts';
import { allRoutes } from './routes/all-routes.ts';
import { describingRoutes } from './routes/openapi.ts';

/** Of the API, as its OpenAPI document says. */
const VERSION = '1.0.0';

export interface AppOptions {
  routes?: readonly Route[];
  /** The folder with the built `student` and `console`; without it there is only the API. */
  staticDir?: string;
  admission?: Admission;
  desk?: Turns;
  /** Milliseconds without a byte of a body, after which it is given up. */
  stalledMs?: number;
}

/** The server: a function from Request to Response, which `listen` or a test calls. */
export function createApp(
  deps: Deps,
  {
    routes = allRoutes,
    staticDir,
    admission = createAdmission(),
    desk = createDesk(),
    stalledMs = STALLED_MS,
  }: AppOptions = {},
): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(countRequests(deps), requestLog(deps), answerHeaders);
  app.use('/api/*', steadyClock(deps), shedLoad(admission));
  mountRoutes(app, deps, [...routes, ...describingRoutes(routes, VERSION)], { desk, stalledMs });
  if (staticDir !== undefined) {
    app.use(
      serveBuiltSite(
        new Map([
          ...readBuiltSite(join(staticDir, 'student'), '/', STUDENT_PAGE_HEADERS),
          ...readBuiltSite(join(staticDir, 'console'), '/console/'),
        ]),
      ),
    );
  }
  app.notFound(() => problemResponse(new ProblemError('not-found', 'There is nothing at this address.')));
  app.onError((error, c) => {
    const problem = toProblemError(error, c.get('requestId'));
    if (problem.problem === 'internal') {
      deps.log.error({ requestId: c.get('requestId'), error: error.stack ?? String(error) }, 'unexpected error');
    }
    return problemResponse(problem);
  });
  return app;
}
