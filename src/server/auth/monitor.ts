import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a bearer token is the one of the settings. Without one there, none is. */
export function isMonitor(metricsToken: string | undefined, bearer: string): boolean {
  if (metricsToken === undefined) return false;
  return timingSafeEqual(digest(metricsToken), digest(bearer));
}

/** Of one length, which a comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
