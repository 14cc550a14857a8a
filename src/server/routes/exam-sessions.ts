import { z } from 'zod/mini';
import { createSessionAnswer, createSessionBody, listAnswer, listBody } from '../../shared/contract/exam-session.ts';
import { decimal, roundedQuotient } from '../../shared/lib/decimal.ts';
import { PERCENTAGE_DECIMALS } from '../../shared/scoring/percentage.ts';
import { findIllFormedText } from '../http/ill-formed-text.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { sessionContext } from '../session/context.ts';
import { createSession } from '../session/create-session.ts';
import { describeSessions, type Include } from '../session/describe-sessions.ts';
import { canBeStored } from '../store/can-be-stored.ts';
import { findExamConfig } from '../store/exam-configs.ts';
import { listSessions, type SessionKey, type SessionPage, sessionKey } from '../store/list-sessions.ts';
import type { SessionFilter } from '../store/session-filter.ts';
import type { Db } from '../store/store.ts';
import { type SessionTotals, totalSessions } from '../store/total-sessions.ts';
import { readSession } from './change-session.ts';
import { includeQuery } from './exam-session.ts';

const listQuery = z.extend(pageQuery, includeQuery.shape);
/** What orders a list of sessions. */
const cursor: z.ZodMiniType<SessionKey> = z.tuple([z.string(), z.int(), z.string()]);
/** Of each kind: two for each would still be few for a statement. */
const MAX_FILTER = 10_000;

const listAll = defineRoute({
  method: 'POST',
  path: '/api/exam-sessions',
  operationId: 'listExamSessions',
  summary: 'Lists exam sessions, filtered by exam config, class, student and maturity',
  tag: 'Exam Session',
  principals: ['integrator', 'staff'],
  query: listQuery,
  body: listBody,
  answer: listAnswer,
  async handle({ deps, principal, query, readBody }) {
    const body = readBody();
    const filter = readFilter(body.filter ?? {});
    const page = readPage(cursor, query, body);
    const include = [...(query.include ?? []), ...(body.include ?? [])];
    const answer = await deps.store.read((db) => listPage(db, principal.workspaceId, filter, page, include));
    // RFC 9745: since when the include of the body has a better place.
    return body.include ? Response.json(answer, { headers: { Deprecation: '@1767225600' } }) : answer;
  },
});

const listOfConfig = defineRoute({
  method: 'GET',
  path: '/api/exam-config/:id/exam-sessions',
  operationId: 'listExamSessionsOfConfig',
  summary: 'Lists the sessions of an exam config',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  query: listQuery,
  answer: listAnswer,
  handle: ({ deps, principal, params, query }) =>
    deps.store.read(async (db) => {
      await findConfig(db, principal.workspaceId, params.id);
      const page = readPage(cursor, query);
      return listPage(db, principal.workspaceId, { configIds: [params.id] }, page, query.include ?? []);
    }),
});

/** Both spellings are in use. */
const create = (['exam-session', 'exam-sessions'] as const).map((name) =>
  defineRoute({
    method: 'POST',
    path: `/api/exam-config/:id/${name}`,
    operationId: name === 'exam-session' ? 'createExamSession' : 'createExamSessionByPlural',
    summary: 'Creates the exam session that a launch means; the same launch again answers the same session',
    tag: 'Companion',
    principals: ['integrator', 'staff'],
    body: createSessionBody,
    answer: createSessionAnswer,
    handle({ deps, principal, params, readBody }) {
      const launch = readBody();
      const issues = findIllFormedText(launch);
      if (issues.length > 0) throw invalid(issues);
      const { workspaceId } = principal;
      const ctx = { ...sessionContext(deps, principal), randomBytes: deps.randomBytes };
      return deps.store.write(async (db) => {
        const config = await findConfig(db, workspaceId, params.id);
        const { sessionId, ticket } = await createSession(db, workspaceId, { config, launch }, ctx);
        const answer = await readSession(db, workspaceId, sessionId);
        return { ...answer, examSession: { ...answer.examSession, ticket } };
      });
    },
  }),
);

export const examSessionsRoutes: Route[] = [listAll, listOfConfig, ...create];

function readFilter(asked: NonNullable<z.infer<typeof listBody>['filter']>): SessionFilter {
  for (const [name, list] of Object.entries(asked)) {
    if (list.include.length <= MAX_FILTER) continue;
    throw invalid([{ path: ['filter', name, 'include'], message: `may name ${MAX_FILTER} at most` }]);
  }
  const once = <T extends string>(list: { include: T[] } | undefined) =>
    list && [...new Set(list.include)].filter(canBeStored);
  return {
    configIds: once(asked.examConfigIds),
    contextIds: once(asked.contextIds),
    studentIds: once(asked.studentIds),
    maturities: once(asked.maturities),
  };
}

async function listPage(
  db: Db,
  workspaceId: string,
  filter: SessionFilter,
  { after, take, limit }: SessionPage & { limit: number },
  include: Include,
) {
  const totals = await totalSessions(db, workspaceId, filter);
  const found = await listSessions(db, workspaceId, filter, { after, take });
  const { rows, nextToken } = cutPage(found, limit, sessionKey);
  const sessions = await describeSessions(db, workspaceId, rows, include);
  return {
    total: totals.total,
    nextToken,
    aggregations: {
      minScore: { value: totals.min },
      avgScore: { value: averageOf(totals) },
      maxScore: { value: totals.max },
    },
    metadata: null,
    items: rows.map((row, index) => ({ examSession: sessions[index], examConfig: { id: row.config_id } })),
  };
}

/** Rounded as a percentage is. */
function averageOf({ sum, scored }: SessionTotals): number | null {
  return sum === null ? null : roundedQuotient(sum, decimal(scored), PERCENTAGE_DECIMALS);
}

async function findConfig(db: Db, workspaceId: string, configId: string) {
  const config = await findExamConfig(db, workspaceId, configId);
  if (!config) throw new ProblemError('not-found', 'There is no such exam config.');
  return config;
}
