import type { AuthoredExam } from '../../shared/contract/exam.ts';
import { type ExamConfigSettings, examConfigSettings } from '../../shared/contract/exam-config.ts';
import { formatCode } from '../../shared/lib/ticket-code.ts';
import type { Deps } from '../http/deps.ts';
import { putExam, readyExam } from '../import/put-exam.ts';
import { createSession } from '../session/create-session.ts';
import { type ExamConfigRow, insertExamConfig } from '../store/exam-configs.ts';
import { listExams } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { ensureStudent, findStudent } from '../store/students.ts';
import { SAVING_CONFIG_ID, SAVING_EXAM_ID, savingAndSpending } from './saving-and-spending.ts';
import { SCIENCE_CONFIG_ID, SCIENCE_EXAM_ID, science } from './science.ts';

interface DemoTest {
  examId: string;
  exam: AuthoredExam;
  configId: string;
  config: ExamConfigSettings;
}

const TESTS: DemoTest[] = [
  {
    examId: SAVING_EXAM_ID,
    exam: savingAndSpending,
    configId: SAVING_CONFIG_ID,
    config: examConfigSettings.parse({
      keyRelease: 'server',
      allowRetakes: true,
      maxAttempts: 3,
      showScoreOnComplete: true,
    }),
  },
  {
    examId: SCIENCE_EXAM_ID,
    exam: science,
    configId: SCIENCE_CONFIG_ID,
    config: examConfigSettings.parse({
      keyRelease: 'submit',
      shuffleOptions: true,
      showScoreOnComplete: true,
      showCorrectAnswersOnComplete: true,
    }),
  },
];

/** Their tickets are the same everywhere, so that a guide can name them: a demo workspace is for looking, not for tests. */
const STUDENTS = [
  { studentId: 'demo-maya', givenName: 'Maya', familyName: 'Rivera', ticket: 'SATCHEL2' },
  { studentId: 'demo-noah', givenName: 'Noah', familyName: 'Lindqvist', ticket: 'PENCASE3' },
  { studentId: 'demo-amina', givenName: 'Amina', familyName: 'Yusuf', ticket: 'TESTDAY4' },
];

/**
 * Fills a workspace that has no exam: two tests, three students, and a session of each test for each of them.
 *
 * @returns the students that are there, with their tickets as people read them; none in a workspace that was filled by
 *   somebody else
 */
export async function loadDemo(
  { store, now, randomId, randomBytes }: Deps,
  workspaceId: string,
): Promise<{ tickets: Array<{ name: string; ticket: string }> }> {
  const isEmpty = async (db: Db) => (await listExams(db, workspaceId, { after: null, take: 1 })).length === 0;
  if (await store.read(isEmpty)) {
    const tests = TESTS.map((test) => ({ ...test, ready: readyExam(test.exam) }));
    const ctx = { now: now(), randomId, randomBytes, actor: 'server:demo' };
    await store.write(async (db) => {
      // Another server on the same database may have begun at the same time.
      if (!(await isEmpty(db))) return;
      for (const student of STUDENTS) await ensureStudent(db, workspaceId, student, ctx);
      for (const { examId, configId, config, ready } of tests) {
        await putExam(db, workspaceId, examId, ready, ctx.now);
        const row: ExamConfigRow = {
          workspace_id: workspaceId,
          config_id: configId,
          exam_id: examId,
          settings_json: JSON.stringify(config),
          created_at: ctx.now,
          updated_at: ctx.now,
        };
        await insertExamConfig(db, row);
        for (const [at, { studentId, givenName, familyName }] of STUDENTS.entries()) {
          // Sessions are listed as they were made, and those of one moment by ids that say nothing to anybody.
          const made = { ...ctx, now: ctx.now - STUDENTS.length + at };
          const launch = {
            user_id: studentId,
            lis_person_name_given: givenName,
            lis_person_name_family: familyName,
          };
          await createSession(db, workspaceId, { config: row, launch }, made);
        }
      }
    });
  }
  const students = await store.read(async (db) => {
    const found = [];
    for (const { studentId } of STUDENTS) found.push(await findStudent(db, workspaceId, studentId));
    return found.filter((student) => student !== undefined);
  });
  return {
    tickets: students.map(({ given_name, family_name, ticket }) => ({
      name: `${given_name} ${family_name}`,
      ticket: formatCode(ticket),
    })),
  };
}
