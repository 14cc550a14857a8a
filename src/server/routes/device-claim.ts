import { claimAnswer, claimBody } from '../../shared/contract/device.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { claimRun } from '../session/claim.ts';
import { touchDevice } from '../store/devices.ts';
import { storeIdOf } from '../store/moved-store.ts';
import { ownSession } from './device-student.ts';

const claim = defineRoute({
  method: 'POST',
  path: '/api/device/exam-session/:id/claim',
  operationId: 'claimRun',
  summary: 'Gives the current run to this device, with the responses so far',
  tag: 'Device',
  principals: ['device'],
  body: claimBody,
  answer: claimAnswer,
  async handle({ deps, principal, params, readBody }) {
    const body = readBody();
    const { workspaceId, deviceId } = principal;
    const now = deps.now();
    const { storeId, claimed } = await deps.store.write(async (db) => {
      const sessionId = await ownSession(db, principal, params.id);
      const ctx = { now, randomId: deps.randomId, actor: `device:${deviceId}` };
      const claimed = await claimRun(db, workspaceId, { sessionId, deviceId, ...body }, ctx);
      await touchDevice(db, workspaceId, deviceId, now);
      return { storeId: await storeIdOf(db, workspaceId, deps.randomId), claimed };
    });
    return {
      storeId,
      now,
      examSession: claimed.sessionState,
      responses: claimed.responses,
      ...(claimed.view && { view: claimed.view }),
      ...(Object.keys(claimed.later).length > 0 && { later: claimed.later }),
    };
  },
});

export const deviceClaimRoutes: Route[] = [claim];
