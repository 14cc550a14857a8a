import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from './app-env.ts';
import { DEFAULT_HEADERS, SECURITY_HEADERS } from './security-headers.ts';

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

/** Gives every other answer the headers that it lacks. */
export const answerHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  if (c.res === c.get('complete')) return;
  const { headers } = c.res;
  for (const [name, value] of Object.entries(DEFAULT_HEADERS)) if (!headers.has(name)) headers.set(name, value);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  headers.set('X-Request-Id', c.get('requestId'));
});
