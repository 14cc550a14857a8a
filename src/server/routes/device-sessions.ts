import { z } from 'zod/mini';
import { deviceSessionsAnswer } from '../../shared/contract/device.ts';
import { publicKey } from '../../shared/contract/receipt.ts';
import { leaveLock } from '../auth/leave-lock.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { ensurePackage, type PackageOf, sealedPackage } from '../import/seal-package.ts';
import { deviceSessionOf } from '../session/device-session.ts';
import { type ListedTest, loadDeviceList } from '../session/load-device-list.ts';
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
    // Asked at once, they go to a database that is a trip away together.
    const [storeId, student, secrets, tests, clearAt] = await deps.store.read((db) =>
      Promise.all([
        storeIdOf(db, workspaceId, randomId),
        signedIn(db, principal),
        readSecrets(db, workspaceId),
        loadTests(db, principal, page),
        clearReceivedAt(db, workspaceId, deviceId),
      ]),
    );
    const { rows, nextToken } = cutPage(tests, page.limit, ({ test: { session } }) => [session.sessionId]);
    await deps.store
      .write((db) => touchDevice(db, workspaceId, deviceId, now))
      .catch((error: unknown) => {
        // A server that can store nothing must not keep a class from a test that was sealed before.
        if (!(error instanceof StoreUnavailable)) throw error;
      });
    const items = [];
    for (const { test, known } of rows) {
      const sealed = known ?? (await ensurePackage(deps.store, workspaceId, packageOf(test), { randomBytes, now }));
      const { configId } = test.session;
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

/** The tests of a student, each with its package where that was sealed before. */
async function loadTests(db: Db, principal: DevicePrincipal, page: Parameters<typeof loadDeviceList>[2]) {
  const tests = await loadDeviceList(db, principal, page);
  const known = await Promise.all(tests.map((test) => sealedPackage(db, principal.workspaceId, packageOf(test))));
  return tests.map((test, at) => ({ test, known: known[at] }));
}

function packageOf({ session, settings }: ListedTest): PackageOf {
  const { configId, examId, examVersion: version } = session;
  return { configId, examId, version, settings };
}

async function signedIn(db: Db, { workspaceId, studentId }: DevicePrincipal) {
  const student = await findStudent(db, workspaceId, studentId);
  if (!student) throw new ProblemError('unauthorized', 'This student is not known any more. Sign in again.');
  return student;
}

async function readSecrets(db: Db, workspaceId: string) {
  const [signing, upload, envelope] = await Promise.all([
    workspaceSecret(db, workspaceId, 'receipt-signing-key'),
    workspaceSecret(db, workspaceId, 'upload-key'),
    workspaceSecret(db, workspaceId, 'envelope-key'),
  ]);
  const signingKey: unknown = JSON.parse(signing);
  return {
    // Parsing leaves the private part behind: the schema knows the public members only.
    publicKey: publicKey.parse(signingKey),
    keys: {
      uploadKey: Buffer.from(upload, 'base64url'),
      envelopeKey: Buffer.from(envelope, 'base64url'),
    },
  };
}
