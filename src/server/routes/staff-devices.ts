import { z } from 'zod/mini';
import { staffDevices } from '../../shared/contract/staff.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { devicesWithRuns } from '../store/staff-devices.ts';
import { mayCollect } from './staff-may-collect.ts';

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
      })),
      nextToken,
    };
  },
});

export const staffDeviceRoutes: Route[] = [devices];
