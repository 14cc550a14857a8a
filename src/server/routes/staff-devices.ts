import { z } from 'zod/mini';
import { randomId } from '../../shared/contract/ids.ts';
import { staffDevices } from '../../shared/contract/staff.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { askToClear } from '../store/devices.ts';
import { devicesWithRuns } from '../store/staff-devices.ts';
import { deviceNotes } from './staff-device-notes.ts';
import { mayCollect } from './staff-may-collect.ts';
import { preflightWords } from './staff-preflight-words.ts';

/** Ids order every list of the console. */
const byId = z.tuple([z.string()]);

const devices = defineRoute({
  method: 'GET',
  path: '/api/staff/devices',
  operationId: 'staffDevices',
  summary: 'The devices that were heard, each with whether it may be collected',
  tag: 'Staff',
  principals: ['staff'],
  query: pageQuery,
  answer: staffDevices,
  async handle({ deps, principal, query }) {
    const page = readPage(byId, query);
    const now = deps.now();
    const found = await deps.store.read((db) => devicesWithRuns(db, principal.workspaceId, page));
    const { rows, nextToken } = cutPage(found, page.limit, (device) => [device.deviceId]);
    return {
      now: new Date(now).toISOString(),
      items: rows.map((device) => ({
        deviceId: device.deviceId,
        students: device.students,
        lastContactAt: new Date(device.lastContactAt).toISOString(),
        ...mayCollect(device, now),
        notes: deviceNotes(device, now),
        checked: preflightWords(device.report?.preflight, now),
        clearReceivedAt: device.clearReceivedAt === null ? null : new Date(device.clearReceivedAt).toISOString(),
      })),
      nextToken,
    };
  },
});

const clearReceived = defineRoute({
  method: 'POST',
  path: '/api/staff/device/:id/clear-received',
  operationId: 'clearReceivedTests',
  summary: 'Has a device remove the tests that it has a receipt for by now, when it is next in contact',
  tag: 'Staff',
  principals: ['staff'],
  paramSchemas: { id: randomId },
  answer: z.object({}),
  async handle({ deps, principal, params }) {
    const now = deps.now();
    const isKnown = await deps.store.write((db) => askToClear(db, principal.workspaceId, params.id, now));
    if (!isKnown) throw new ProblemError('not-found', 'No such device was heard of.');
    return {};
  },
});

export const staffDeviceRoutes: Route[] = [devices, clearReceived];
