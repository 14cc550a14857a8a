import { ProblemError } from './problem.ts';

const CONDITIONS = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range'];

/**
 * Guards a GET that changes state. A link checker sends HEAD, a cache revalidates, a browser prefetches, another
 * site's `<img>` loads it: none of them means to reset a test.
 * @throws ProblemError `method-not-allowed` or `forbidden`
 */
export function refuseAccidentalGet(request: Request): void {
  const { headers } = request;
  if (request.method === 'HEAD' || CONDITIONS.some((name) => headers.has(name))) {
    throw new ProblemError('method-not-allowed', 'This changes state: HEAD and conditional requests are refused.', {
      headers: { Allow: 'GET, POST' },
    });
  }
  const prefetch = headers.has('sec-purpose') || headers.has('purpose') || headers.has('x-moz');
  if (prefetch || headers.get('sec-fetch-mode') === 'navigate' || comesFromAnotherSite(headers)) {
    throw new ProblemError('forbidden', 'This changes state: a browser has to ask with POST, from its own page.');
  }
}

/**
 * Guards a request that a browser may have signed by itself, with a cookie, on behalf of another site's page.
 * @throws ProblemError `forbidden`
 */
export function refuseForeignPage(request: Request, publicUrl: string | undefined): void {
  const origin = request.headers.get('origin');
  if (comesFromAnotherSite(request.headers) || (origin !== null && !ownHosts(request, publicUrl).has(hostOf(origin)))) {
    throw new ProblemError('forbidden', 'A page of another site may not ask this.');
  }
}

function comesFromAnotherSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

/** Hosts and not origins: behind a proxy that ends TLS the request here says http. */
function ownHosts(request: Request, publicUrl: string | undefined): Set<string | null> {
  return new Set([hostOf(request.url), ...(publicUrl ? [hostOf(publicUrl)] : [])].filter((host) => host !== null));
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
