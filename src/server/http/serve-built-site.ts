import type { MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import type { AppEnv } from './app-env.ts';
import type { BuiltFile } from './built-site.ts';

/** Serves built files to GET and HEAD, in the smallest content coding that the client takes; other paths go on. */
export const serveBuiltSite =
  (files: ReadonlyMap<string, BuiltFile>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const file = files.get(c.req.path);
    if (!file || (c.req.raw.method !== 'GET' && c.req.raw.method !== 'HEAD')) return next();
    c.set('pattern', 'built file');
    // One entity tag for all codings would be a strong one that lies; a weak one says the same content (RFC 9110 §8.8.1).
    const etag = `W/${file.etag}`;
    const headers = { ...file.headers, ETag: etag };
    if (c.req.header('If-None-Match')?.includes(file.etag)) return c.body(null, 304, headers);
    const coding = accepts(c, {
      header: 'Accept-Encoding',
      supports: Object.keys(file.bodies),
      default: 'identity',
      match: (accepted, { supports }) => {
        const taken = new Set(accepted.filter(({ q }) => q > 0).map(({ type }) => type));
        return ['br', 'gzip'].find((name) => supports.includes(name) && taken.has(name)) ?? 'identity';
      },
    });
    const body = file.bodies[coding as keyof typeof file.bodies] ?? file.bodies.identity;
    return c.body(body, 200, { ...headers, ...(coding !== 'identity' && { 'Content-Encoding': coding }) });
  };
