import { z } from 'zod/mini';
import { authoredExam, examAnswer } from '../../shared/contract/exam.ts';
import { identifier } from '../../shared/contract/ids.ts';
import { cutPage, pageBody, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { describeExam } from '../import/describe-exam.ts';
import { putExam, readyExam } from '../import/put-exam.ts';
import { latestExam, listExams } from '../store/exams.ts';

const put = defineRoute({
  method: 'PUT',
  path: '/api/exam/:examId',
  operationId: 'putExam',
  summary: 'Creates or replaces an exam with its items and objectives',
  tag: 'Companion',
  principals: ['integrator'],
  body: authoredExam,
  answer: examAnswer,
  async handle({ deps, principal: { workspaceId }, params: { examId }, readBody }) {
    const body = readBody();
    const ready = readyExam(body);
    const version = await deps.store.write((db) => putExam(db, workspaceId, examId, ready, deps.now()));
    return { exam: { ...body, id: examId, version } };
  },
});

const get = defineRoute({
  method: 'GET',
  path: '/api/exam/:examId',
  operationId: 'getExam',
  summary: 'The newest version of an exam',
  tag: 'Companion',
  // Not staff: it holds the keys.
  principals: ['integrator'],
  answer: examAnswer,
  handle: ({ deps, principal: { workspaceId }, params }) =>
    deps.store.read(async (db) => {
      const row = await latestExam(db, workspaceId, params.examId);
      if (!row) throw new ProblemError('not-found', 'There is no such exam.');
      return describeExam(db, row);
    }),
});

/** The columns that order a list of exams. */
const cursor = z.tuple([z.string()]);

const list = defineRoute({
  method: 'POST',
  path: '/api/exams',
  operationId: 'listExams',
  summary: 'Lists exams, each in its newest version, without their items',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  query: pageQuery,
  body: pageBody,
  answer: z.object({
    items: z.array(
      z.object({
        exam: z.object({ id: identifier, name: z.string(), version: z.int(), createdAt: z.iso.datetime() }),
      }),
    ),
    nextToken: z.nullable(z.string()),
  }),
  async handle({ deps, principal, query, readBody }) {
    const page = readPage(cursor, query, readBody());
    const found = await deps.store.read((db) => listExams(db, principal.workspaceId, page));
    const { rows, nextToken } = cutPage(found, page.limit, (row) => [row.examId]);
    return {
      items: rows.map(({ examId, name, version, createdAt }) => ({
        exam: { id: examId, name, version, createdAt: new Date(createdAt).toISOString() },
      })),
      nextToken,
    };
  },
});

export const examRoutes: Route[] = [put, get, list];
