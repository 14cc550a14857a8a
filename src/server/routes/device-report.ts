import { z } from 'zod/mini';
import { deviceReport } from '../../shared/contract/device.ts';
import { invalid } from '../http/parse-input.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { saveDeviceReport } from '../store/devices.ts';

const report = defineRoute({
  method: 'POST',
  path: '/api/device/report',
  operationId: 'reportDevice',
  summary: 'What a device holds that no server has yet, so that staff know whether it may be collected',
  tag: 'Device',
  principals: ['device'],
  body: deviceReport,
  answer: z.object({}),
  async handle({ deps, principal, readBody }) {
    const body = readBody();
    if (body.deviceId !== principal.deviceId) {
      throw invalid([{ path: ['deviceId'], message: 'is not the device that the token was given to' }]);
    }
    await deps.store.write((db) => saveDeviceReport(db, principal.workspaceId, body, deps.now()));
    return {};
  },
});

export const deviceReportRoutes: Route[] = [report];
