import type { z } from 'zod/mini';
import { type AuthoredExam, authoredExam } from '../../shared/contract/exam.ts';
import type { resultsAnswer } from '../../shared/contract/exam-session.ts';
import type { ResponsesByItem } from '../../shared/contract/response.ts';
import type { Results } from '../../shared/contract/score.ts';
import { answersOfRun } from '../store/answers.ts';
import { settingsOfConfigs } from '../store/exam-configs.ts';
import { type AttemptRow, attemptsOfSessions, findSession } from '../store/exam-sessions.ts';
import { examVersion } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { countingAttempt, resultsOf } from './counting-attempt.ts';
import { describeQuestion } from './describe-question.ts';
import { describeResponses } from './describe-responses.ts';
import { SCORE_RANGE } from './describe-sessions.ts';
import { noSuchSession } from './not-found.ts';
import { readSettings } from './settings.ts';

type ResultsAnswer = z.infer<typeof resultsAnswer>;
type DetailedResults = NonNullable<ResultsAnswer['results']>;

/** Results with item, question, key and option detail. @throws ProblemError `not-found` */
export async function describeResultsAnswer(db: Db, workspaceId: string, sessionId: string): Promise<ResultsAnswer> {
  const session = await findSession(db, workspaceId, sessionId);
  if (!session) throw noSuchSession();
  const settingsJson = (await settingsOfConfigs(db, workspaceId, [session.config_id])).get(session.config_id);
  const settings = readSettings(settingsJson ?? '{}');
  const counting = countingAttempt(await attemptsOfSessions(db, workspaceId, [sessionId]), settings);
  const results = counting && resultsOf(counting.shown);
  return {
    examSession: {
      id: session.session_id,
      maturity: session.maturity,
      name: session.name,
      scoreActual: counting?.scoreActual ?? null,
      ...SCORE_RANGE,
      examId: session.exam_id,
      examSessionData: { lti: { userId: session.student_id } },
    },
    results: counting && results && (await detail(db, workspaceId, session.exam_id, counting.shown, results)),
    examConfig: { id: session.config_id },
  };
}

async function detail(
  db: Db,
  workspaceId: string,
  examId: string,
  { run_id: run, exam_version: version }: AttemptRow,
  found: Results,
): Promise<DetailedResults> {
  // What was scored was pinned to a version before.
  const exam = await examVersion(db, workspaceId, examId, version ?? 0);
  const responses = describeResponses(await answersOfRun(db, workspaceId, run));
  return describeResults(authoredExam.parse(JSON.parse(exam.content_json)), exam.version, found, responses);
}

/** Joins what was scored with what was authored, in the order of the exam. */
function describeResults(
  exam: AuthoredExam,
  version: number,
  found: Results,
  responses: ResponsesByItem,
): DetailedResults {
  const scores = new Map(found.items.map((item) => [item.id, item.score]));
  const objectives = new Map(exam.objectives.map((objective) => [objective.id, objective]));
  return {
    items: exam.items.flatMap((item) => {
      const score = scores.get(item.id);
      if (!score) return [];
      const given = Object.hasOwn(responses, item.id) ? responses[item.id] : undefined;
      return {
        sk: `item#v${version}`,
        name: item.name,
        score,
        id: item.id,
        alignmentIds: item.alignmentIds,
        questions: item.questions.map((question) => ({
          ...describeQuestion(question),
          response: (given && Object.hasOwn(given, question.id) && given[question.id]) || {},
        })),
      };
    }),
    objectives: Object.fromEntries(
      Object.values(found.objectives).map(({ id, score, scores: parts }) => {
        const { text = '', abbreviation = '' } = objectives.get(id) ?? {};
        return [id, { score, id, text, abbreviation, scores: parts }];
      }),
    ),
    points: found.points,
  };
}
