import type { Route } from '../http/route.ts';
import { staffAttentionRoutes } from './staff-attention.ts';
import { staffBoardRoutes } from './staff-board.ts';
import { staffDeviceRoutes } from './staff-devices.ts';
import { staffSignInRoutes } from './staff-sign-in.ts';

/** What the staff page asks for itself; the rest of its work goes through the routes of exam sessions. */
export const staffRoutes: Route[] = [
  ...staffSignInRoutes,
  ...staffBoardRoutes,
  ...staffAttentionRoutes,
  ...staffDeviceRoutes,
];
