import { z } from 'zod/mini';
import { staffBoard, staffConfigs, staffSession } from '../../shared/contract/staff.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { noSuchSession } from '../session/not-found.ts';
import { readSettings } from '../session/settings.ts';
import { boardConfigSettings, boardConfigs, boardSession, boardSessions, examNames } from '../store/staff-board.ts';
import { describeBoardRows } from './board-rows.ts';

const byId = z.tuple([z.string()]);
/** What orders the sessions of a config. */
const byCreation = z.tuple([z.int(), z.string()]);

const examConfigs = defineRoute({
  method: 'GET',
  path: '/api/staff/exam-configs',
  operationId: 'staffExamConfigs',
  summary: 'Exam configs with how many of their sessions are complete',
  tag: 'Staff',
  principals: ['staff'],
  query: pageQuery,
  answer: staffConfigs,
  async handle({ deps, principal, query }) {
    const page = readPage(byId, query);
    const configs = await deps.store.read((db) => boardConfigs(db, principal.workspaceId, page));
    const { rows, nextToken } = cutPage(configs, page.limit, (config) => [config.configId]);
    return {
      items: rows.map(({ configId, examId, examName, createdAt, sessions, complete, settingsJson }) => ({
        id: configId,
        examId,
        examName,
        createdAt: iso(createdAt),
        sessions,
        complete,
        proctorCode: proctorCodeOf(settingsJson),
      })),
      nextToken,
    };
  },
});

const board = defineRoute({
  method: 'GET',
  path: '/api/staff/exam-config/:id/board',
  operationId: 'staffBoard',
  summary: 'The sessions of an exam config, one row each',
  tag: 'Staff',
  principals: ['staff'],
  query: pageQuery,
  answer: staffBoard,
  async handle({ deps, principal: { workspaceId }, params: { id }, query }) {
    const page = readPage(byCreation, query);
    const found = await deps.store.read(async (db) => {
      const config = await boardConfigSettings(db, workspaceId, id);
      if (!config) return undefined;
      const sessions = await boardSessions(db, workspaceId, id, page);
      const { rows, nextToken } = cutPage(sessions, page.limit, ({ createdAt, sessionId }) => [createdAt, sessionId]);
      return { items: await describeBoardRows(db, workspaceId, config, rows), nextToken };
    });
    if (!found) throw new ProblemError('not-found', 'There is no such exam config.');
    return { now: iso(deps.now()), ...found };
  },
});

const session = defineRoute({
  method: 'GET',
  path: '/api/staff/exam-session/:id',
  operationId: 'staffSession',
  summary: 'One session as its row on the board, with the test that it is of',
  tag: 'Staff',
  principals: ['staff'],
  answer: staffSession,
  async handle({ deps, principal: { workspaceId }, params: { id } }) {
    const found = await deps.store.read(async (db) => {
      const row = await boardSession(db, workspaceId, id);
      const config = row && (await boardConfigSettings(db, workspaceId, row.configId));
      if (!row || !config) throw noSuchSession();
      const [described] = await describeBoardRows(db, workspaceId, config, [row]);
      const examName = (await examNames(db, workspaceId, [config.examId])).get(config.examId) ?? config.examId;
      return { examConfig: { id: row.configId, examName }, session: described };
    });
    return { now: iso(deps.now()), ...found };
  },
});

export const staffBoardRoutes: Route[] = [examConfigs, board, session];

function iso(at: number): string {
  return new Date(at).toISOString();
}

function proctorCodeOf(settingsJson: string): string | null {
  const { lockOnLeave, proctorCode } = readSettings(settingsJson);
  return lockOnLeave ? proctorCode : null;
}
