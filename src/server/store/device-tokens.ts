import { rememberInDirectory } from './directory.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';

export interface DeviceTokenOwner {
  studentId: string;
  deviceId: string;
}

/** Keeps the token of a student on a device. @param tokenHash SHA-256 of the token, in hex */
export async function addDeviceToken(
  db: Db,
  workspaceId: string,
  { tokenHash, studentId, deviceId }: DeviceTokenOwner & { tokenHash: string },
  now: number,
): Promise<void> {
  await db
    .insertInto('device_token')
    .values({
      workspace_id: workspaceId,
      token_hash: tokenHash,
      student_id: studentId,
      device_id: deviceId,
      created_at: now,
      revoked_at: null,
    })
    .execute();
  await rememberInDirectory(db, workspaceId, 'device-token', tokenHash);
}

const ownerOfToken = keepStatements();

/** Whose token it is; undefined when it is not known, or was revoked. */
export async function findDeviceToken(
  db: Db,
  workspaceId: string,
  tokenHash: string,
): Promise<DeviceTokenOwner | undefined> {
  const {
    rows: [row],
  } = await ownerOfToken(db, 'owner', [workspaceId, tokenHash], () =>
    db
      .selectFrom('device_token')
      .select(['student_id', 'device_id'])
      .where('workspace_id', '=', workspaceId)
      .where('token_hash', '=', tokenHash)
      .where('revoked_at', 'is', null),
  );
  return row && { studentId: row.student_id, deviceId: row.device_id };
}
