import type { Route } from '../http/route.ts';
import { accommodationsRoutes } from './accommodations.ts';
import { deviceClaimRoutes } from './device-claim.ts';
import { deviceReportRoutes } from './device-report.ts';
import { deviceRetakeRoutes } from './device-retake.ts';
import { deviceSessionsRoutes } from './device-sessions.ts';
import { deviceSignInRoutes } from './device-sign-in.ts';
import { examConfigRoutes } from './exam-configs.ts';
import { examSessionRoutes } from './exam-session.ts';
import { examSessionsRoutes } from './exam-sessions.ts';
import { examRoutes } from './exams.ts';
import { importPackageRoutes } from './import-package.ts';
import { importRoutes } from './import-responses.ts';
import { packageRoutes } from './package.ts';
import { serviceRoutes } from './service.ts';
import { sessionOperationRoutes } from './session-operations-staff.ts';
import { staffRoutes } from './staff-routes.ts';

/** Every route of the server, except those that describe the routes. */
export const allRoutes: readonly Route[] = [
  ...examSessionsRoutes,
  ...examSessionRoutes,
  ...examRoutes,
  ...examConfigRoutes,
  ...accommodationsRoutes,
  ...deviceSignInRoutes,
  ...deviceSessionsRoutes,
  ...deviceClaimRoutes,
  ...deviceRetakeRoutes,
  ...deviceReportRoutes,
  ...packageRoutes,
  ...importRoutes,
  ...importPackageRoutes,
  ...sessionOperationRoutes,
  ...staffRoutes,
  ...serviceRoutes,
];
