import { z } from 'zod/mini';
import { deviceSessionsAnswer } from '../../shared/contract/device.ts';
import { publicKey } from '../../shared/contract/receipt.ts';
import { leaveLock } from '../auth/leave-lock.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { ensurePackage } from '../import/seal-package.ts';
import { deviceSessionOf } from '../session/device-session.ts';
import { loadDeviceList } from '../session/load-device-list.ts';
import { clearReceivedAt, touchDevice } from '../store/devices.ts';
import { storeIdOf } from '../store/moved-store.ts';
import { type Db, StoreUnavailable } from '../store/store.ts';
import { findStudent } from '../store/students.ts';
import { workspaceSecret } from '../store/workspaces.ts';
import { type DevicePrincipal, studentOf } from './device-student.ts';

const list = defineRoute({
  method: 'GET',
  path: '/api/device/exam-sessions',
  operationId: 'listDeviceSessions',
  summary: 'The tests of the student who is signed in, with all that taking them without a network needs',
  tag: 'Device',
  principals: ['device'],
  query: pageQuery,
  answer: deviceSessionsAnswer,
  async handle({ deps, principal, query }) {
    const { workspaceId, deviceId } = principal;
    const { randomBytes, randomId } = deps;
    const now = deps.now();
    const page = readPage(z.tuple([z.string()]), query);
    const { storeId, student, secrets, tests, clearAt } = await deps.store.read(async (db) => ({
      storeId: await storeIdOf(db, workspaceId, randomId),
      student: await signedIn(db, principal),
      secrets: await readSecrets(db, workspaceId),
      tests: await loadDeviceList(db, principal, page),
      clearAt: await clearReceivedAt(db, workspaceId, deviceId),
    }));
    const { rows, nextToken } = cutPage(tests, page.limit, ({ session }) => [session.sessionId]);
    await deps.store
      .write((db) => touchDevice(db, workspaceId, deviceId, now))
      .catch((error: unknown) => {
        // A server that can store nothing must not keep a class from a test that was sealed before.
        if (!(error instanceof StoreUnavailable)) throw error;
      });
    const items = [];
    for (const test of rows) {
      const { configId, examId, examVersion: version } = test.session;
      const of = { configId, examId, version, settings: test.settings };
      const sealed = await ensurePackage(deps.store, workspaceId, of, { randomBytes, now });
      const { lockOnLeave, proctorCode } = test.settings;
      const lock = lockOnLeave && proctorCode !== null ? await leaveLock(configId, proctorCode) : null;
      items.push(deviceSessionOf(test, sealed, lock, { workspaceId, deviceId, ...secrets.keys, randomBytes }));
    }
    const answer = {
      storeId,
      now,
      publicKeys: [secrets.publicKey],
      student: studentOf(student),
      items,
      ...(clearAt !== null && { clearReceivedAt: clearAt }),
      nextToken,
    };
    return Response.json(answer, { headers: { 'Cache-Control': 'private, no-store' } });
  },
});

export const deviceSessionsRoutes: Route[] = [list];

async function signedIn(db: Db, { workspaceId, studentId }: DevicePrincipal) {
  const student = await findStudent(db, workspaceId, studentId);
  if (!student) throw new ProblemError('unauthorized', 'This student is not known any more. Sign in again.');
  return student;
}

async function readSecrets(db: Db, workspaceId: string) {
  const signingKey: unknown = JSON.parse(await workspaceSecret(db, workspaceId, 'receipt-signing-key'));
  return {
    // Parsing leaves the private part behind: the schema knows the public members only.
    publicKey: publicKey.parse(signingKey),
    keys: {
      uploadKey: Buffer.from(await workspaceSecret(db, workspaceId, 'upload-key'), 'base64url'),
      envelopeKey: Buffer.from(await workspaceSecret(db, workspaceId, 'envelope-key'), 'base64url'),
    },
  };
}
