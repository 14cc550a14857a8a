import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';

/**
 * For every answer, whatever it says itself. A page's Content-Security-Policy comes with the page, because it names the page's own
 * scripts; whether HTTPS stays is the operator's to promise, who may serve a classroom without it tomorrow.
 */
const SECURITY_HEADERS = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** For every answer that says nothing else. */
const DEFAULT_HEADERS = {
  // No page of another origin keeps a hold of a window of ours.
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Nearly every answer is about one student.
  'Cache-Control': 'no-store',
};

const HEADERS_OF_JSON = { ...DEFAULT_HEADERS, ...SECURITY_HEADERS, 'Content-Type': 'application/json' };

/**
 * JSON with all of its headers at once, as a plain record that the adapter for Node.js writes as it is. Whoever looks at the headers of
 * a Response has a `Headers` made of them, which takes a hundredth of an upload.
 */
export function jsonAnswer(c: Context<AppEnv>, value: unknown): Response {
  const headers = { ...HEADERS_OF_JSON, 'X-Request-Id': c.get('requestId') };
  const answer = new Response(JSON.stringify(value), { headers });
  c.set('complete', answer);
  return answer;
}

/** Gives every other answer its headers. What it says itself of caching and openers stays. */
export const answerHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res === c.get('complete')) return;
  const { headers } = c.res;
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) if (!headers.has(name)) headers.set(name, value);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  headers.set('X-Request-Id', c.get('requestId'));
});
