import { createBasicAuth } from '../auth/basic.ts';
import { devicePrincipal } from '../auth/device-token.ts';
import { isMonitor } from '../auth/monitor.ts';
import { staffPrincipal } from '../auth/staff-session.ts';
import { uploadPrincipal } from '../auth/upload-token.ts';
import type { Deps } from './deps.ts';
import { refuseForeignPage } from './fetch-metadata.ts';
import { ProblemError } from './problem.ts';
import type { Principal, PrincipalKind } from './route.ts';

export type Authenticate = (request: Request, kinds: readonly PrincipalKind[]) => Promise<Principal>;

/** Finds out who asks, by the one credential that the request carries, and whether a route is for them. */
export function createAuthenticate(deps: Deps): Authenticate {
  const authenticateBasic = createBasicAuth(deps);

  /**
   * @param kinds whom the route is for; `none` asks for nothing
   * @throws ProblemError `unauthorized` without a good credential, `forbidden` with one of another kind
   */
  return async (request, kinds) => {
    if (!request.headers.has('authorization') && !isSafe(request.method)) refuseForeignPage(request, deps.publicUrl);
    if (kinds.includes('none')) return { kind: 'none' };
    const principal = await identify(request, kinds);
    if (!kinds.includes(principal.kind)) {
      throw new ProblemError('forbidden', `This is not for ${NAMES[principal.kind]}.`);
    }
    return principal;
  };

  async function identify(request: Request, kinds: readonly PrincipalKind[]): Promise<Principal> {
    const authorization = request.headers.get('authorization');
    const bearer = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (bearer !== undefined) {
      if (kinds.includes('monitor') && isMonitor(deps.metricsToken, bearer)) return { kind: 'monitor' };
      const principal = bearer.startsWith('u1.')
        ? await uploadPrincipal(deps, bearer)
        : await devicePrincipal(deps, bearer);
      if (!principal) throw unauthorized('The token is not known, or it was revoked.', 'Bearer');
      return principal;
    }
    if (authorization === null) {
      const staff = await staffPrincipal(deps, request);
      if (staff) return staff;
      // A browser that is challenged for Basic opens a dialog of its own over the page.
      if (!kinds.includes('integrator') || request.headers.has('sec-fetch-mode')) {
        throw unauthorized('Sign in first.', 'Bearer');
      }
    }
    return authenticateBasic(authorization);
  }
}

const NAMES: Record<PrincipalKind, string> = {
  none: 'everybody',
  integrator: 'an app key',
  staff: 'staff',
  device: 'a signed-in student',
  upload: 'an upload token',
  monitor: 'a monitor',
};

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function unauthorized(detail: string, challenge: string): ProblemError {
  return new ProblemError('unauthorized', detail, { headers: { 'WWW-Authenticate': challenge } });
}
