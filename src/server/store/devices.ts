import { z } from 'zod/mini';
import { type DeviceReport, deviceReport } from '../../shared/contract/device.ts';
import { counter, epochMs } from '../../shared/contract/ids.ts';
import { keepStatements, keepWrites } from './kept-statement.ts';
import type { Db } from './store.ts';

export interface Device {
  deviceId: string;
  /** What the device last said of itself; null when it never did. */
  report: DeviceReport | null;
  /** Epoch milliseconds. */
  lastContactAt: number;
  /** What its browser lost the last time; null when it never did. */
  loss: DeviceLoss | null;
  /** When staff said that received tests are to be removed from it; null when nobody did. Epoch milliseconds. */
  clearReceivedAt: number | null;
}

/** A device whose database began anew: when that was told, and what it had said last before it. */
const deviceLoss = z.object({
  at: epochMs,
  /** Null when it had never said so. */
  answers: z.nullable(counter),
  unsent: z.nullable(counter),
});
export type DeviceLoss = z.infer<typeof deviceLoss>;

const touch = keepWrites();

/** Notes that a device was heard at `now`. */
export async function touchDevice(db: Db, workspaceId: string, deviceId: string, now: number): Promise<void> {
  await touch(db, 'touch', [workspaceId, deviceId, now], () =>
    db
      .insertInto('device')
      .values({ workspace_id: workspaceId, device_id: deviceId, last_contact_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'device_id'])
          .doUpdateSet(({ ref }) => ({ last_contact_at: ref('excluded.last_contact_at') })),
      ),
  );
}

const saveReport = keepWrites();

/**
 * Keeps what a device says of itself, in the place of what it said before. When it says that it lost everything since, what
 * it had before is kept too.
 */
export async function saveDeviceReport(db: Db, workspaceId: string, report: DeviceReport, now: number): Promise<void> {
  const loss = await lossIn(db, workspaceId, report, now);
  const row = {
    workspace_id: workspaceId,
    device_id: report.deviceId,
    report_json: JSON.stringify(report),
    last_contact_at: now,
    ...loss,
  };
  await saveReport(db, loss ? 'lost' : 'report', Object.values(row), () =>
    db
      .insertInto('device')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'device_id']).doUpdateSet(({ ref }) => ({
          report_json: ref('excluded.report_json'),
          last_contact_at: ref('excluded.last_contact_at'),
          ...(loss && { loss_json: ref('excluded.loss_json') }),
        })),
      ),
  );
}

/** Devices in the order of their ids, at most `take` of those after `after`. */
export async function listDevices(
  db: Db,
  workspaceId: string,
  { after, take }: { after: [deviceId: string] | null; take: number },
): Promise<Device[]> {
  const rows = await db
    .selectFrom('device')
    .select(['device_id', 'report_json', 'last_contact_at', 'loss_json', 'clear_received_at'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '>', after?.[0] ?? '')
    .orderBy('device_id')
    .limit(take)
    .execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    report: readReport(row.report_json),
    lastContactAt: row.last_contact_at,
    loss: row.loss_json === null ? null : deviceLoss.parse(JSON.parse(row.loss_json)),
    clearReceivedAt: row.clear_received_at,
  }));
}

/** Received tests are to be removed from a device. @returns false when no such device was heard of */
export async function askToClear(db: Db, workspaceId: string, deviceId: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('device')
    .set({ clear_received_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

const toClear = keepStatements();

/** Until when received tests are to be removed from a device; null when nobody said so. */
export async function clearReceivedAt(db: Db, workspaceId: string, deviceId: string): Promise<number | null> {
  const { rows } = await toClear(db, 'device', [workspaceId, deviceId], () =>
    db
      .selectFrom('device')
      .select('clear_received_at')
      .where('workspace_id', '=', workspaceId)
      .where('device_id', '=', deviceId),
  );
  return rows[0]?.clear_received_at ?? null;
}

async function lossIn(
  db: Db,
  workspaceId: string,
  report: DeviceReport,
  now: number,
): Promise<{ loss_json: string } | null> {
  if (report.lost === undefined) return null;
  const row = await db
    .selectFrom('device')
    .select('report_json')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', report.deviceId)
    .executeTakeFirst();
  const before = readReport(row?.report_json ?? null);
  if (report.lost.times <= (before?.lost?.times ?? 0)) return null;
  const loss: DeviceLoss = { at: now, answers: before?.answers ?? null, unsent: before?.unsentAnswers ?? null };
  return { loss_json: JSON.stringify(loss) };
}

// A report that an older release stored and this one cannot read counts as none: staff are then told to look.
function readReport(json: string | null): DeviceReport | null {
  if (json === null) return null;
  const parsed = deviceReport.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
