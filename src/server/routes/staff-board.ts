import { z } from 'zod/mini';
import { examConfigSettings } from '../../shared/contract/exam-config.ts';
import { staffBoard, staffConfigs } from '../../shared/contract/staff.ts';
import { formatCode } from '../../shared/lib/ticket.ts';
import { retake } from '../../shared/session/retake.ts';
import { cutPage, pageQuery, readPage } from '../http/paging.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import {
  answeredByRun,
  archivedRuns,
  boardConfigSettings,
  boardConfigs,
  boardExamVersions,
  boardSessions,
  waitingBySession,
} from '../store/staff-board.ts';

/** Ids order every list of the console. */
const byId = z.tuple([z.string()]);

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
      items: rows.map(({ configId, examId, examName, createdAt, sessions, complete }) => ({
        id: configId,
        examId,
        examName,
        createdAt: iso(createdAt),
        sessions,
        complete,
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
  async handle({ deps, principal: { workspaceId }, params, query }) {
    const configId = params.id ?? '';
    const page = readPage(byId, query);
    const found = await deps.store.read(async (db) => {
      const config = await boardConfigSettings(db, workspaceId, configId);
      if (!config) return undefined;
      const { rows: sessions, nextToken } = cutPage(
        await boardSessions(db, workspaceId, configId, page),
        page.limit,
        (session) => [session.sessionId],
      );
      const sessionIds = sessions.map((session) => session.sessionId);
      const archived = await archivedRuns(db, workspaceId, sessionIds);
      const runs = [...sessions.map((session) => session.currentRun), ...archived.map(({ run }) => run)];
      const pinned = sessions.flatMap(({ examVersion }) => (examVersion === null ? [] : [examVersion]));
      return {
        settings: examConfigSettings.parse(JSON.parse(config.settingsJson)),
        sessions,
        nextToken,
        archived,
        answered: await answeredByRun(db, workspaceId, runs),
        waiting: await waitingBySession(db, workspaceId, sessionIds),
        versions: await boardExamVersions(db, workspaceId, config.examId, pinned),
      };
    });
    if (!found) throw new ProblemError('not-found', 'There is no such exam config.');
    const { settings, sessions, nextToken, archived, answered, waiting, versions } = found;
    const questions = new Map(versions.map(({ version, contentJson }) => [version, countQuestions(contentJson)]));
    const newest = versions[0]?.version ?? 0;
    return {
      now: iso(deps.now()),
      items: sessions.map((session) => ({
        id: session.sessionId,
        studentId: session.studentId,
        name: session.name,
        ticket: session.ticket && formatCode(session.ticket),
        maturity: session.maturity,
        attempt: session.attempt,
        answered: answered.get(session.currentRun) ?? 0,
        questions: questions.get(session.examVersion ?? newest) ?? 0,
        scoreActual: session.scoreActual,
        lastContactAt: session.lastContactAt === null ? null : iso(session.lastContactAt),
        needsAttention: waiting.get(session.sessionId) ?? 0,
        holder: session.holder,
        canRetake: retake(session, settings).kind === 'to',
        archivedRuns: archived
          .filter((run) => run.sessionId === session.sessionId)
          .map((run) => ({
            run: run.run,
            attempt: run.attempt,
            answered: answered.get(run.run) ?? 0,
            archivedAt: iso(run.archivedAt),
            reason: run.archivedBy,
          })),
      })),
      nextToken,
    };
  },
});

export const staffBoardRoutes: Route[] = [examConfigs, board];

const questionsOfExam = z.object({ items: z.array(z.object({ questions: z.array(z.unknown()) })) });

function countQuestions(contentJson: string): number {
  const exam = questionsOfExam.parse(JSON.parse(contentJson));
  return exam.items.reduce((total, item) => total + item.questions.length, 0);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
