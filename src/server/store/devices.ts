import { type DeviceReport, deviceReport } from '../../shared/contract/device.ts';
import type { Db } from './store.ts';

export interface Device {
  deviceId: string;
  /** What the device last said of itself; null when it never did. */
  report: DeviceReport | null;
  /** Epoch milliseconds. */
  lastContactAt: number;
}

/** Notes that a device was heard at `now`. */
export async function touchDevice(db: Db, workspaceId: string, deviceId: string, now: number): Promise<void> {
  await db
    .insertInto('device')
    .values({ workspace_id: workspaceId, device_id: deviceId, report_json: null, last_contact_at: now })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'device_id']).doUpdateSet({ last_contact_at: now }))
    .execute();
}

/** Keeps what a device says of itself, in the place of what it said before. */
export async function saveDeviceReport(db: Db, workspaceId: string, report: DeviceReport, now: number): Promise<void> {
  const said = { report_json: JSON.stringify(report), last_contact_at: now };
  await db
    .insertInto('device')
    .values({ workspace_id: workspaceId, device_id: report.deviceId, ...said })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'device_id']).doUpdateSet(said))
    .execute();
}

/** Devices in the order of their ids, at most `take` of those after `after`. */
export async function listDevices(
  db: Db,
  workspaceId: string,
  { after, take }: { after: [deviceId: string] | null; take: number },
): Promise<Device[]> {
  const rows = await db
    .selectFrom('device')
    .select(['device_id', 'report_json', 'last_contact_at'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '>', after?.[0] ?? '')
    .orderBy('device_id')
    .limit(take)
    .execute();
  return rows.map((row) => ({
    deviceId: row.device_id,
    report: readReport(row.report_json),
    lastContactAt: row.last_contact_at,
  }));
}

// A report that an older release stored and this one cannot read counts as none: staff are then told to look.
function readReport(json: string | null): DeviceReport | null {
  if (json === null) return null;
  const parsed = deviceReport.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : null;
}
