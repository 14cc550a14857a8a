import { z } from 'zod/mini';
import { identifier } from '../../shared/contract/ids.ts';
import { type StaffAttention, staffAttention } from '../../shared/contract/journal.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { type Waiting, type WaitingSession, waitingAnswers, waitingSessions } from '../store/staff-attention.ts';
import { examNames } from '../store/staff-board.ts';

/** Ids order every list of the console. */
const byId = z.tuple([z.string()]);

const attention = defineRoute({
  method: 'GET',
  path: '/api/staff/attention',
  operationId: 'staffAttention',
  summary: 'The sessions in which answers wait for a person, of one exam config or of all',
  tag: 'Staff',
  principals: ['staff', 'integrator'],
  query: z.extend(pageQuery, { examConfigId: z.optional(identifier) }),
  answer: staffAttention,
  async handle({ deps, principal: { workspaceId }, query }): Promise<StaffAttention> {
    const page = readPage(byId, query);
    const found = await deps.store.read(async (db) => {
      const sessions = await waitingSessions(db, workspaceId, { configId: query.examConfigId, ...page });
      const { rows, nextToken } = cutPage(sessions, page.limit, (session) => [session.sessionId]);
      const sessionIds = rows.map(({ sessionId }) => sessionId);
      const waiting = await waitingAnswers(db, workspaceId, sessionIds);
      const examIds = rows.map(({ examId }) => examId);
      return { rows, nextToken, waiting, names: await examNames(db, workspaceId, examIds) };
    });
    return {
      now: iso(deps.now()),
      items: found.rows.map((session) => ({
        examName: found.names.get(session.examId) ?? session.examId,
        ...describeWaiting(session, found.waiting),
      })),
      nextToken: found.nextToken,
    };
  },
});

export const staffAttentionRoutes: Route[] = [attention];

function describeWaiting(session: WaitingSession, waiting: readonly Waiting[]) {
  const own = waiting.filter(({ sessionId }) => sessionId === session.sessionId);
  const count = (those: (of: Waiting) => boolean) =>
    own.filter(those).reduce((total, { answers }) => total + answers, 0);
  return {
    id: session.sessionId,
    name: session.name,
    examConfigId: session.configId,
    maturity: session.maturity,
    attempt: session.attempt,
    differing: count(({ kind, run }) => kind === 'stranded' && run === session.currentRun),
    putAway: count(({ kind, run }) => kind === 'stranded' && run !== session.currentRun),
    quarantined: count(({ kind }) => kind === 'quarantined'),
    receivedAt: iso(Math.max(...own.map(({ receivedAt }) => receivedAt))),
  };
}

const iso = (at: number) => new Date(at).toISOString();
