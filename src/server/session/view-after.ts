import { z } from 'zod/mini';
import { counter } from '../../shared/contract/ids.ts';
import { type SessionView, sessionView } from '../../shared/contract/session-view.ts';
import { timeUsed } from '../../shared/session/deadline.ts';
import type { RunRow } from '../store/runs.ts';
import { storedAccommodations } from './accommodations.ts';
import { readSettings } from './settings.ts';

/** As a run's row keeps it. */
const storedView = z.extend(sessionView, {
  /**
   * Of an attempt that was given back, until somebody goes on with it: milliseconds of its time until then, without pauses.
   * Instead of `startedAt`.
   */
  usedMs: z.optional(counter),
});

const readView = (json: string | null): z.infer<typeof storedView> =>
  json === null ? {} : storedView.parse(JSON.parse(json));

/**
 * Where the student is now. Marks are sent when they changed, and stay as they were otherwise; so does what is known of the time
 * until a device knows better.
 */
export function viewAfter(storedJson: string | null, sent: SessionView): z.infer<typeof storedView> {
  const { marks, startedAt, usedMs } = readView(storedJson);
  const time = { ...(startedAt !== undefined && { startedAt }), ...(usedMs !== undefined && { usedMs }) };
  return { ...(sent.startedAt === undefined && time), ...(marks !== undefined && { marks }), ...sent };
}

/**
 * Whoever goes on with an attempt that is given back goes on with the time that was left when it was submitted, or put away.
 *
 * @param endedAt when that was; null of one that is gone on with as it is
 */
export function viewGivenBack(
  run: Pick<RunRow, 'view_json' | 'started_at'>,
  endedAt: number | null,
  settingsJson: string,
  accommodationsJson: string | null,
): string | null {
  const { startedAt: heardAt, usedMs, ...view } = readView(run.view_json);
  const startedAt = heardAt ?? run.started_at;
  const isTimed = readSettings(settingsJson).timeLimitSeconds !== null && usedMs === undefined;
  if (!isTimed || startedAt === null || endedAt === null) return run.view_json;
  const elapsedMs = Math.max(0, endedAt - startedAt);
  const { pauses } = storedAccommodations(accommodationsJson);
  return JSON.stringify({ ...view, usedMs: timeUsed({ pauses, rests: [], startedAt, elapsedMs }) });
}

/** What a device is told that goes on with a run at `now`; null when no device told where it was. */
export function viewForDevice(storedJson: string | null, now: number): SessionView | null {
  if (storedJson === null) return null;
  const { usedMs, ...view } = readView(storedJson);
  return usedMs === undefined ? view : { ...view, startedAt: Math.max(0, now - usedMs) };
}
