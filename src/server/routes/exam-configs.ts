import { z } from 'zod/mini';
import { type ExamConfigSettings, examConfigAnswer, examConfigBody } from '../../shared/contract/exam-config.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { findUnhonoured } from '../session/honoured-settings.ts';
import { rescoreSessions } from '../session/rescore-sessions.ts';
import { readSettings } from '../session/settings.ts';
import { randomUuid } from '../session/uuid.ts';
import {
  configsOfExam,
  type ExamConfigRow,
  findExamConfig,
  insertExamConfig,
  updateExamConfig,
} from '../store/exam-configs.ts';
import { latestExam } from '../store/exams.ts';

/** The columns that order a list of configs. */
const cursor = z.tuple([z.string()]);

const createConfig = defineRoute({
  method: 'POST',
  path: '/api/exam/:examId/config',
  operationId: 'createExamConfig',
  summary: 'Adds a way to administer an exam',
  tag: 'Companion',
  principals: ['integrator'],
  body: examConfigBody,
  answer: examConfigAnswer,
  handle({ deps, principal: { workspaceId }, params, readBody }) {
    const { config } = readBody();
    refuseUnhonoured(config);
    const now = deps.now();
    const row: ExamConfigRow = {
      workspace_id: workspaceId,
      config_id: randomUuid(deps.randomBytes),
      exam_id: params.examId,
      settings_json: JSON.stringify(config),
      created_at: now,
      updated_at: now,
    };
    return deps.store.write(async (db) => {
      if (!(await latestExam(db, workspaceId, params.examId))) throw noSuchExam();
      await insertExamConfig(db, row);
      return describe(row);
    });
  },
});

const getConfig = defineRoute({
  method: 'GET',
  path: '/api/exam-config/:id',
  operationId: 'getExamConfig',
  summary: 'One exam config',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  answer: examConfigAnswer,
  async handle({ deps, principal, params }) {
    const row = await deps.store.read((db) => findExamConfig(db, principal.workspaceId, params.id));
    if (!row) throw noSuchConfig();
    return describe(row);
  },
});

const putConfig = defineRoute({
  method: 'PUT',
  path: '/api/exam-config/:id',
  operationId: 'putExamConfig',
  summary: 'Replaces the settings of an exam config',
  tag: 'Companion',
  principals: ['integrator'],
  body: examConfigBody,
  answer: examConfigAnswer,
  handle({ deps, principal: { workspaceId }, params, readBody }) {
    const { config } = readBody();
    refuseUnhonoured(config);
    const change = { settingsJson: JSON.stringify(config), now: deps.now() };
    return deps.store.write(async (db) => {
      const row = await findExamConfig(db, workspaceId, params.id);
      if (!row) throw noSuchConfig();
      await updateExamConfig(db, workspaceId, params.id, change);
      const before = readSettings(row.settings_json);
      if (before.attemptResolutionStrategy.mode !== config.attemptResolutionStrategy.mode) {
        await rescoreSessions(db, workspaceId, params.id, config);
      }
      return describe({ ...row, settings_json: change.settingsJson });
    });
  },
});

const listConfigs = defineRoute({
  method: 'GET',
  path: '/api/exam/:examId/exam-configs',
  operationId: 'listExamConfigs',
  summary: 'Lists the configs of an exam',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  query: pageQuery,
  answer: z.object({ items: z.array(examConfigAnswer), nextToken: z.nullable(z.string()) }),
  handle({ deps, principal: { workspaceId }, params, query }) {
    const page = readPage(cursor, query);
    return deps.store.read(async (db) => {
      if (!(await latestExam(db, workspaceId, params.examId))) throw noSuchExam();
      const found = await configsOfExam(db, workspaceId, params.examId, page);
      const { rows, nextToken } = cutPage(found, page.limit, (row) => [row.config_id]);
      return { items: rows.map(describe), nextToken };
    });
  },
});

export const examConfigRoutes: Route[] = [createConfig, getConfig, putConfig, listConfigs];

function describe({ config_id: id, exam_id: examId, settings_json: json }: ExamConfigRow) {
  const config = readSettings(json);
  // `config` once more at the top: what GET answers can be changed and PUT back.
  return { examConfig: { id, examId, config }, config };
}

function refuseUnhonoured(settings: ExamConfigSettings): void {
  const issues = findUnhonoured(settings);
  if (issues.length > 0) throw invalid(issues.map((issue) => ({ ...issue, path: ['config', ...issue.path] })));
}

function noSuchExam(): ProblemError {
  return new ProblemError('not-found', 'There is no such exam.');
}

function noSuchConfig(): ProblemError {
  return new ProblemError('not-found', 'There is no such exam config.');
}
