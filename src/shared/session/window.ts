/** RFC 3339; null is no limit on that side. */
export interface StartWindow {
  opensAt: string | null;
  closesAt: string | null;
}

export type StartGate = 'open' | 'not-open-yet' | 'closed';

/**
 * Whether an attempt may be *started*: from `opensAt` on, until just before `closesAt`. What has been started is never
 * ended by its window: the device that holds it may be offline, and its answers count.
 *
 * @param nowMs milliseconds since 1970, by the server's clock as far as it is known
 */
export function startGate({ opensAt, closesAt }: StartWindow, nowMs: number): StartGate {
  // Asked so that a date that cannot be read keeps the gate shut.
  if (closesAt !== null && !(nowMs < Date.parse(closesAt))) return 'closed';
  if (opensAt !== null && !(nowMs >= Date.parse(opensAt))) return 'not-open-yet';
  return 'open';
}
