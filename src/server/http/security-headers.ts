import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';

/** For every answer. A page's Content-Security-Policy comes with the page, because it names the page's own scripts. */
export const securityHeaders = () =>
  secureHeaders({
    // Below.
    crossOriginOpenerPolicy: false,
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    // Whether HTTPS stays is the operator's to promise, who may serve a classroom without it tomorrow.
    strictTransportSecurity: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    xDnsPrefetchControl: false,
  });

const OPENER_POLICY = 'Cross-Origin-Opener-Policy';

/** No page of another origin keeps a hold of a window of ours, unless the page allows it itself. */
export const sameOriginOpeners = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (!c.res.headers.has(OPENER_POLICY)) c.res.headers.set(OPENER_POLICY, 'same-origin');
});

/** What says nothing about caching is not cached: nearly every answer is about one student. */
export const noStoreByDefault = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
});
