import { apiKeySecretHash, hasApiKey, putApiKey } from '../../../src/server/store/api-keys.ts';
import { listDevices, saveDeviceReport, touchDevice } from '../../../src/server/store/devices.ts';
import { findWorkspace, forgetInDirectory, rememberInDirectory } from '../../../src/server/store/directory.ts';
import { addStaff, findStaff, hasStaff } from '../../../src/server/store/staff.ts';
import { boardConfigs, boardSessions } from '../../../src/server/store/staff-board.ts';
import { devicesWithRuns } from '../../../src/server/store/staff-devices.ts';
import { addStaffSession, removeStaffSession, staffSessionUser } from '../../../src/server/store/staff-sessions.ts';
import type { Store } from '../../../src/server/store/store.ts';
import { createWorkspace, workspaceName, workspaceSecret } from '../../../src/server/store/workspaces.ts';

const firstPage = { after: null, take: 10 };

/**
 * Fills two workspaces with accounts of the same names, and gives what the first of them then reads: nothing in it may
 * come from the second.
 */
export async function tour(store: Store): Promise<Record<string, unknown>> {
  for (const workspaceId of ['oak', 'elm']) {
    await store.write(async (db) => {
      const secretOf = (name: string) => `${name} of ${workspaceId}`;
      await createWorkspace(db, workspaceId, {
        name: `School ${workspaceId}`,
        secrets: {
          'upload-key': secretOf('upload-key'),
          'envelope-key': secretOf('envelope-key'),
          'receipt-signing-key': secretOf('receipt-signing-key'),
        },
        now: 1,
      });
      await putApiKey(db, workspaceId, { appKey: `key-${workspaceId}`, secretHash: secretOf('key'), now: 1 });
      await addStaff(db, workspaceId, { username: 'Pat', role: 'proctor', passwordHash: secretOf('password') }, 1);
      const session = { tokenHash: `token-${workspaceId}`, username: 'pat', expiresAt: 1000 };
      await addStaffSession(db, workspaceId, session, 1);
      await addStaffSession(db, workspaceId, { ...session, tokenHash: `ended-${workspaceId}`, expiresAt: 2 }, 1);
      await addStaffSession(db, workspaceId, { ...session, tokenHash: `newer-${workspaceId}` }, 3);
      await removeStaffSession(db, workspaceId, `newer-${workspaceId}`);
      await touchDevice(db, workspaceId, `device-in-${workspaceId}`, 5);
      await rememberInDirectory(db, workspaceId, 'blob', `blob-${workspaceId}`);
      await rememberInDirectory(db, workspaceId, 'blob', `blob-${workspaceId}`);
    });
  }
  await store.write(async (db) => {
    await forgetInDirectory(db, 'oak', 'blob', 'blob-elm');
    await saveDeviceReport(
      db,
      'oak',
      { deviceId: 'device-in-oak-two', unsentAnswers: 1, waitingSubmits: 0, needsAttention: 0 },
      6,
    );
  });
  return store.read(async (db) => ({
    name: await workspaceName(db, 'oak'),
    nobody: await workspaceName(db, 'ash'),
    secret: await workspaceSecret(db, 'oak', 'upload-key'),
    keys: [await hasApiKey(db, 'oak'), await hasApiKey(db, 'ash')],
    hash: await apiKeySecretHash(db, 'oak', 'key-oak'),
    foreignHash: await apiKeySecretHash(db, 'oak', 'key-elm'),
    hasStaff: [await hasStaff(db, 'oak'), await hasStaff(db, 'ash')],
    staff: await findStaff(db, 'oak', ' PAT'),
    session: await staffSessionUser(db, 'oak', 'token-oak', 999),
    over: [
      await staffSessionUser(db, 'oak', 'token-oak', 1000),
      await staffSessionUser(db, 'oak', 'ended-oak', 1),
      await staffSessionUser(db, 'oak', 'newer-oak', 3),
      await staffSessionUser(db, 'oak', 'token-elm', 3),
    ],
    directory: [
      await findWorkspace(db, 'app-key', 'key-oak'),
      await findWorkspace(db, 'staff-session', 'key-oak'),
      await findWorkspace(db, 'staff-session', 'ended-oak'),
      await findWorkspace(db, 'blob', 'blob-elm'),
    ],
    devices: (await listDevices(db, 'oak', firstPage)).map((device) => device.deviceId),
    devicesAfter: (await listDevices(db, 'oak', { after: ['device-in-oak'], take: 10 })).map(
      (device) => device.report?.unsentAnswers,
    ),
    board: [
      await boardConfigs(db, 'oak', firstPage),
      await boardSessions(db, 'oak', 'config', firstPage),
      (await devicesWithRuns(db, 'oak', firstPage)).length,
    ],
  }));
}

export const WHAT_THE_TOUR_READS = {
  name: 'School oak',
  nobody: undefined,
  secret: 'upload-key of oak',
  keys: [true, false],
  hash: 'key of oak',
  foreignHash: undefined,
  hasStaff: [true, false],
  staff: { username: 'pat', role: 'proctor', passwordHash: 'password of oak' },
  session: 'pat',
  over: [undefined, undefined, undefined, undefined],
  directory: ['oak', undefined, undefined, 'elm'],
  devices: ['device-in-oak', 'device-in-oak-two'],
  devicesAfter: [1],
  board: [[], [], 2],
};
