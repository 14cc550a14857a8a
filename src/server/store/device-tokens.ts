import { rememberInDirectory } from './directory.ts';
import { insertMany } from './insert-many.ts';
import { keepStatements } from './kept-statement.ts';
import type { Db } from './store.ts';
import type { DeviceTokenTable } from './tables.ts';

export interface DeviceTokenOwner {
  studentId: string;
  deviceId: string;
}

const insertToken = insertMany<DeviceTokenTable>({
  columns: ['workspace_id', 'token_hash', 'student_id', 'device_id', 'created_at', 'revoked_at'],
  build: (db, rows) => db.insertInto('device_token').values(rows),
});

/** Keeps the token of a student on a device. @param tokenHash SHA-256 of the token, in hex */
export async function addDeviceToken(
  db: Db,
  workspaceId: string,
  { tokenHash, studentId, deviceId }: DeviceTokenOwner & { tokenHash: string },
  now: number,
): Promise<void> {
  await insertToken(db, [
    {
      workspace_id: workspaceId,
      token_hash: tokenHash,
      student_id: studentId,
      device_id: deviceId,
      created_at: now,
      revoked_at: null,
    },
  ]);
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
