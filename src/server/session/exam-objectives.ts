import type { DeviceSession } from '../../shared/contract/device-session.ts';
import { authoredExam } from '../../shared/contract/exam.ts';
import { examVersion } from '../store/exams.ts';
import type { Db } from '../store/store.ts';
import { keepVersions } from './kept-version.ts';

type Objectives = NonNullable<NonNullable<DeviceSession['shown']>['objectives']>;

/** What the objectives of an exam version are about, by id. @throws Error when there is no such version */
export const loadObjectives = keepVersions(100, readObjectives);

async function readObjectives(db: Db, workspaceId: string, examId: string, version: number): Promise<Objectives> {
  const { content_json } = await examVersion(db, workspaceId, examId, version);
  const { objectives } = authoredExam.parse(JSON.parse(content_json));
  return Object.fromEntries(objectives.map(({ id, abbreviation, text }) => [id, { abbreviation, text }]));
}
