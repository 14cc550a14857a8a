import type { Deps } from '../http/deps.ts';
import type { Principal } from '../http/route.ts';

/** What a session operation may know of the world. The clock and randomness come in here, so that a test decides both. */
export interface SessionContext {
  /** Milliseconds since 1970-01-01T00:00Z, read once a request. */
  now: number;
  /** A new unguessable id, 22 URL-safe characters. */
  randomId: () => string;
  /** Who is asking, for the record: `staff:<username>`, `integrator:<appKey>`, `device:<deviceId>`. */
  actor: string;
}

/** The context of one request. */
export function sessionContext(
  { now, randomId }: Pick<Deps, 'now' | 'randomId'>,
  principal: Principal,
): SessionContext {
  return { now: now(), randomId, actor: actorOf(principal) };
}

function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case 'staff':
      return `staff:${principal.username}`;
    case 'integrator':
      return `integrator:${principal.appKey}`;
    case 'device':
    case 'upload':
      return `device:${principal.deviceId}`;
    case 'monitor':
    case 'none':
      return 'nobody';
    default:
      return principal satisfies never;
  }
}
