import type { DeviceSession } from '../../shared/contract/device-session.ts';
import { authoredExam } from '../../shared/contract/exam.ts';
import { examVersion } from '../store/exams.ts';
import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';

type Objectives = NonNullable<NonNullable<DeviceSession['shown']>['objectives']>;

const KEPT_EXAMS = 100;
// A version never changes, so what was read once stays true.
const keptExams = perDatabase(() => new Map<string, Objectives>());

/** What the objectives of an exam version are about, by id. @throws Error when there is no such version */
export async function loadObjectives(
  db: Db,
  workspaceId: string,
  examId: string,
  version: number,
): Promise<Objectives> {
  const kept = keptExams(db);
  const name = JSON.stringify([workspaceId, examId, version]);
  const known = kept.get(name);
  if (known) return known;
  const { content_json } = await examVersion(db, workspaceId, examId, version);
  const { objectives } = authoredExam.parse(JSON.parse(content_json));
  const found = Object.fromEntries(objectives.map(({ id, abbreviation, text }) => [id, { abbreviation, text }]));
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_EXAMS && oldest !== undefined) kept.delete(oldest);
  kept.set(name, found);
  return found;
}
