import { createMiddleware } from 'hono/factory';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';

/** For every answer. A page's Content-Security-Policy comes with the page, because it names the page's own scripts. */
export const securityHeaders = () =>
  secureHeaders({
    // `sameOriginOpeners` says it: Hono's would take the place of what a page says.
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

/** For what says nothing else. */
const byDefault = (name: string, value: string) =>
  createMiddleware<AppEnv>(async (c, next) => {
    await next();
    if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  });

/** No page of another origin keeps a hold of a window of ours. */
export const sameOriginOpeners = byDefault('Cross-Origin-Opener-Policy', 'same-origin');

/** What says nothing about caching is not cached: nearly every answer is about one student. */
export const noStoreByDefault = byDefault('Cache-Control', 'no-store');
