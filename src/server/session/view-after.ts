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
   * Of an attempt that was reopened, until somebody goes on with it: milliseconds of its time until its submit, without
   * pauses. Instead of `startedAt`.
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

/** Whoever goes on with an attempt that is reopened now goes on with the time that was left at its submit. */
export function viewReopened(
  run: Pick<RunRow, 'view_json' | 'started_at' | 'completed_at'>,
  settingsJson: string,
  accommodationsJson: string | null,
): string | null {
  const { startedAt: heardAt, ...view } = readView(run.view_json);
  const startedAt = heardAt ?? run.started_at;
  if (readSettings(settingsJson).timeLimitSeconds === null || startedAt === null || run.completed_at === null) {
    return run.view_json;
  }
  const elapsedMs = Math.max(0, run.completed_at - startedAt);
  const { pauses } = storedAccommodations(accommodationsJson);
  return JSON.stringify({ ...view, usedMs: timeUsed({ pauses, rests: [], startedAt, elapsedMs }) });
}

/** What a device is told that goes on with a run at `now`; null when no device told where it was. */
export function viewForDevice(storedJson: string | null, now: number): SessionView | null {
  if (storedJson === null) return null;
  const { usedMs, ...view } = readView(storedJson);
  return usedMs === undefined ? view : { ...view, startedAt: Math.max(0, now - usedMs) };
}
