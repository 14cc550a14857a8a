import { z } from 'zod/mini';
import { examSessionAnswer, resultsAnswer } from '../../shared/contract/exam-session.ts';
import { syncAnswer } from '../../shared/contract/set-responses.ts';
import { invalid } from '../http/parse-input.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { sessionContext } from '../session/context.ts';
import { describeResultsAnswer } from '../session/describe-results.ts';
import type { SessionOperation } from '../session/operation.ts';
import { receiveBatch } from '../session/receive-batch.ts';
import { reopenSession } from '../session/reopen.ts';
import { resetSession } from '../session/reset.ts';
import { retakeSession } from '../session/retake.ts';
import { setResponses } from '../session/set-responses.ts';
import { uploadBody } from '../session/upload-body.ts';
import { changeSession, readSession } from './change-session.ts';

/** `include[]=results&include[]=responses` */
export const includeQuery = z.object({ include: z.optional(z.array(z.enum(['results', 'responses']))) });

const getSession = defineRoute({
  method: 'GET',
  path: '/api/exam-session/:id',
  operationId: 'getExamSession',
  summary: 'One exam session',
  tag: 'Exam Session',
  principals: ['integrator', 'staff'],
  query: includeQuery,
  answer: examSessionAnswer,
  handle: ({ deps, principal, params, query }) =>
    deps.store.read((db) => readSession(db, principal.workspaceId, params.id, query.include)),
});

const getResults = defineRoute({
  method: 'GET',
  path: '/api/exam-session/:id/results',
  operationId: 'getExamSessionResults',
  summary: 'Results with item, question, key and option detail',
  tag: 'Exam Session',
  principals: ['integrator', 'staff'],
  answer: resultsAnswer,
  handle: ({ deps, principal, params }) =>
    deps.store.read((db) => describeResultsAnswer(db, principal.workspaceId, params.id)),
});

const postResponses = defineRoute({
  method: 'POST',
  path: '/api/exam-session/:id/responses',
  operationId: 'setResponses',
  summary: 'Sets responses; a device adds a sync block and is answered with its outcome',
  tag: 'Exam Session',
  principals: ['integrator', 'staff', 'upload'],
  query: includeQuery,
  body: uploadBody,
  answer: z.union([examSessionAnswer, syncAnswer]),
  async handle({ deps, principal, params, query, readBody }) {
    if (principal.kind === 'upload') {
      const { workspaceId, run, deviceId } = principal;
      const ctx = sessionContext(deps, principal);
      const { answer, answers } = await deps.store.write(async (db) => {
        // Not before its turn: of the batches that wait for a commit only the bytes are held (docs/decisions/0039).
        const { sync, submitForScoring, responses } = readBody();
        if (!sync) throw new ProblemError('forbidden', 'An upload token only takes a body with a sync block.');
        const batch = { sessionId: params.id, run, deviceId, body: { submitForScoring, responses, sync } };
        const answer = await receiveBatch(db, workspaceId, batch, ctx);
        return { answer, answers: responses.reduce((sum, { questions }) => sum + questions.length, 0) };
      });
      deps.metrics.batchAnswered(answer.outcome, answers);
      return answer;
    }
    const body = readBody();
    if (body.sync) throw invalid([{ path: ['sync'], message: 'is taken with an upload token only' }]);
    const target = { sessionId: params.id, include: query.include };
    return changeSession(deps, principal, target, (db, ctx) =>
      setResponses(db, principal.workspaceId, params.id, body, ctx),
    );
  },
});

/** Each on POST, and on GET as existing clients call it. */
function operation(name: 'retake' | 'reset' | 'reopen', summary: string, run: SessionOperation): Route[] {
  const change = {
    path: `/api/exam-session/:id/${name}`,
    summary,
    tag: 'Exam Session',
    query: includeQuery,
    answer: examSessionAnswer,
  } as const;
  return [
    defineRoute({
      ...change,
      method: 'POST',
      operationId: `${name}ExamSession`,
      principals: ['integrator', 'staff'],
      handle: ({ deps, principal, params: { id }, query: { include } }) =>
        changeSession(deps, principal, { sessionId: id, include }, (db, ctx) =>
          run(db, principal.workspaceId, id, ctx),
        ),
    }),
    defineRoute({
      ...change,
      method: 'GET',
      changesState: true,
      operationId: `${name}ExamSessionByGet`,
      // Not staff: a browser sends their cookie along with a GET that nobody meant.
      principals: ['integrator'],
      handle: ({ deps, principal, params: { id }, query: { include } }) =>
        changeSession(deps, principal, { sessionId: id, include }, (db, ctx) =>
          run(db, principal.workspaceId, id, ctx),
        ),
    }),
  ];
}

export const examSessionRoutes: Route[] = [
  getSession,
  getResults,
  postResponses,
  ...operation('retake', 'Prepares a session for its next attempt', retakeSession),
  ...operation('reset', 'Removes all responses and scores; they are archived', resetSession),
  ...operation('reopen', 'Makes a complete attempt accessible again', reopenSession),
];
