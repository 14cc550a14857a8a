import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contentSecurityPolicy } from './content-security-policy.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A built file as it is served. */
export interface BuiltFile {
  /** The same bytes by content coding; `identity` is always there. */
  bodies: { identity: Bytes; gzip?: Bytes; br?: Bytes };
  headers: Record<string, string>;
  etag: string;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);
const SIDECARS = new Set(['.br', '.gz']);

/** The camera reads the code on a ticket. No page of another origin is ever inside of ours, and none could use it there. */
const OF_THE_DEVICE = 'camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), payment=()';
/**
 * Chromium tells what it is in three headers of every request of a page, beside `User-Agent`. Nobody reads them here, and they are a tenth of
 * an upload of one answer.
 */
const OF_THE_BROWSER = 'ch-ua=(), ch-ua-mobile=(), ch-ua-platform=()';
const PERMISSIONS = `${OF_THE_DEVICE}, ${OF_THE_BROWSER}`;

/**
 * With `same-origin` Chromium starts a second process for the page once it has read the header, which is a seventh of the time until a
 * question is up. What an opener can do without it, and why that is little here: docs/decisions/0035.
 */
export const STUDENT_PAGE_HEADERS = { 'Cross-Origin-Opener-Policy': 'unsafe-none' };

/** Vite's `name-hash8.ext`: the content decides the name. */
const HASHED = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/**
 * Reads a build into memory, by URL path. It is under a megabyte; a request can only ever name what was there at the
 * start, so that no path leads out of the folder, and a build that replaces the files does not tear a running server.
 * @param prefix of the URLs, `/` or `/console/`; the folder's `index.html` is served there too
 * @param pageHeaders of its pages, beside those that all have
 * @returns an empty map when nothing was built
 */
export function readBuiltSite(
  folder: string,
  prefix: string,
  pageHeaders: Record<string, string> = {},
): Map<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const extension = extname(entry.name);
    if (!entry.isFile() || SIDECARS.has(extension)) continue;
    const url = prefix + path.slice(folder.length + 1).replaceAll(sep, '/');
    const file = readBuiltFile(path, extension, pageHeaders);
    files.set(url, file);
    if (url === `${prefix}index.html`) {
      files.set(prefix, file);
      if (prefix !== '/') files.set(prefix.slice(0, -1), file);
    }
  }
  return files;
}

function readBuiltFile(path: string, extension: string, pageHeaders: Record<string, string>): BuiltFile {
  const identity = new Uint8Array(readFileSync(path));
  const compressible = COMPRESSIBLE.has(extension);
  const gzip = existsSync(`${path}.gz`) ? readFileSync(`${path}.gz`) : compressible && gzipSync(identity, { level: 9 });
  return {
    bodies: {
      identity,
      ...(gzip && { gzip: new Uint8Array(gzip) }),
      ...(existsSync(`${path}.br`) && { br: new Uint8Array(readFileSync(`${path}.br`)) }),
    },
    headers: {
      'Content-Type': TYPES[extension] ?? 'application/octet-stream',
      // `no-cache` asks each time whether it changed: a new index.html or worker has to be seen at once.
      'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(compressible && { Vary: 'Accept-Encoding' }),
      ...(extension === '.html' && {
        'Content-Security-Policy': contentSecurityPolicy(Buffer.from(identity).toString('utf8')),
        'Permissions-Policy': PERMISSIONS,
        ...pageHeaders,
      }),
    },
    etag: `"${createHash('sha256').update(identity).digest('base64url')}"`,
  };
}
