import { retakeAnswer } from '../../shared/contract/device.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { retakeSession } from '../session/retake.ts';
import { touchDevice } from '../store/devices.ts';
import { storeIdOf } from '../store/moved-store.ts';
import { ownSession } from './device-student.ts';

const retake = defineRoute({
  method: 'POST',
  path: '/api/device/exam-session/:id/retake',
  operationId: 'retakeOnDevice',
  summary: 'Prepares the next attempt, where the config allows one',
  tag: 'Device',
  principals: ['device'],
  answer: retakeAnswer,
  async handle({ deps, principal, params }) {
    const { workspaceId, deviceId } = principal;
    const now = deps.now();
    return deps.store.write(async (db) => {
      const sessionId = await ownSession(db, principal, params.id);
      const ctx = { now, randomId: deps.randomId, actor: `device:${deviceId}` };
      const examSession = await retakeSession(db, workspaceId, sessionId, ctx);
      await touchDevice(db, workspaceId, deviceId, now);
      return { storeId: await storeIdOf(db, workspaceId, deps.randomId), now, examSession };
    });
  },
});

export const deviceRetakeRoutes: Route[] = [retake];
