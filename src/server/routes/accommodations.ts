import { accommodationsBody } from '../../shared/contract/accommodations.ts';
import { examSessionAnswer } from '../../shared/contract/exam-session.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { setAccommodations } from '../session/accommodations.ts';
import { changeSession } from './change-session.ts';

const set = defineRoute({
  method: 'POST',
  path: '/api/exam-session/:id/accommodations',
  operationId: 'setAccommodations',
  summary: 'Gives one student more time, or stops their clock; what is not named stays',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  body: accommodationsBody,
  answer: examSessionAnswer,
  handle({ deps, principal, params: { id }, readBody }) {
    const body = readBody();
    return changeSession(deps, principal, { sessionId: id }, (db, ctx) =>
      setAccommodations(db, principal.workspaceId, id, body, ctx),
    );
  },
});

export const accommodationsRoutes: Route[] = [set];
