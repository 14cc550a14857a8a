import { z } from 'zod/mini';
import { examSessionAnswer } from '../../shared/contract/exam-session.ts';
import { journalList, mergeBody } from '../../shared/contract/journal.ts';
import { restoreBody } from '../../shared/contract/staff.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { listJournal } from '../session/list-journal.ts';
import { mergeJournal } from '../session/merge.ts';
import { releaseRun } from '../session/release.ts';
import { restoreRun } from '../session/restore-run.ts';
import type { JournalRow } from '../store/journal.ts';
import { changeSession } from './change-session.ts';

const release = defineRoute({
  method: 'POST',
  path: '/api/exam-session/:id/release',
  operationId: 'releaseExamSession',
  summary: 'Frees the current run from a lost device',
  tag: 'Staff',
  principals: ['staff', 'integrator'],
  answer: examSessionAnswer,
  handle: ({ deps, principal, params: { id } }) =>
    changeSession(deps, principal, { sessionId: id }, (db, ctx) => releaseRun(db, principal.workspaceId, id, ctx)),
});

const restore = defineRoute({
  method: 'POST',
  path: '/api/exam-session/:id/restore',
  operationId: 'restoreExamSession',
  summary: 'Makes an archived run current again',
  tag: 'Staff',
  principals: ['staff', 'integrator'],
  body: restoreBody,
  answer: examSessionAnswer,
  handle({ deps, principal, params: { id }, readBody }) {
    const { run } = readBody();
    return changeSession(deps, principal, { sessionId: id }, (db, ctx) =>
      restoreRun(db, principal.workspaceId, id, run, ctx),
    );
  },
});

const merge = defineRoute({
  method: 'POST',
  path: '/api/exam-session/:id/merge',
  operationId: 'mergeExamSession',
  summary: 'Decides between the answers that stand and those that wait',
  tag: 'Staff',
  principals: ['staff', 'integrator'],
  body: mergeBody,
  answer: examSessionAnswer,
  handle({ deps, principal, params: { id }, readBody }) {
    const body = readBody();
    return changeSession(deps, principal, { sessionId: id }, (db, ctx) =>
      mergeJournal(db, principal.workspaceId, id, body, ctx),
    );
  },
});

export const sessionOperationRoutes: Route[] = [
  release,
  restore,
  journal('stranded', 'Answers that arrived for a run that had moved on'),
  journal('quarantined', 'Answers that were refused by name, as the device had them'),
  merge,
];

/** run, writer, seq, item, question */
const journalKey = z.tuple([z.string(), z.string(), z.string().check(z.regex(/^\d{1,15}$/)), z.string(), z.string()]);

function journal(kind: JournalRow['kind'], summary: string): Route {
  return defineRoute({
    method: 'GET',
    path: `/api/exam-session/:id/${kind}`,
    operationId: kind === 'stranded' ? 'listStranded' : 'listQuarantined',
    summary,
    tag: 'Staff',
    principals: ['staff', 'integrator'],
    query: pageQuery,
    answer: journalList,
    async handle({ deps, principal, params, query }) {
      const { after, take, limit } = readPage(journalKey, query);
      const rows = await deps.store.read((db) =>
        listJournal(db, principal.workspaceId, params.id ?? '', { kind, after: after && keyFrom(after), limit: take }),
      );
      const page = cutPage(rows, limit, (row) => [row.run, row.writer, String(row.seq), row.itemId, row.questionId]);
      return { items: page.rows, nextToken: page.nextToken };
    },
  });
}

function keyFrom([run_id, writer, seq, item_id, question_id]: z.infer<typeof journalKey>) {
  return { run_id, writer, seq: Number(seq), item_id, question_id };
}
