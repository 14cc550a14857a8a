import { createHash } from 'node:crypto';

const INLINE = /<(script|style)\b(?![^>]*\ssrc\s*=)[^>]*>([\s\S]*?)<\/\1\s*>/gi;

/**
 * The policy of a built page: its own origin alone, and of inline code only what stands in the page as it was built,
 * by SHA-256 (CSP Level 3 §8.3). `satchel` is the policy that registers the service worker,
 * `satchel-app` the one that loads the app's script.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = { script: new Set<string>(), style: new Set<string>() };
  for (const [, tag, code] of html.matchAll(INLINE)) {
    if (!code) continue;
    const digest = createHash('sha256').update(code).digest('base64');
    hashes[tag?.toLowerCase() === 'style' ? 'style' : 'script'].add(`'sha256-${digest}'`);
  }
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes.script].join(' '),
    ["style-src 'self'", ...hashes.style].join(' '),
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types satchel satchel-app',
  ].join('; ');
}
