import { deviceSessionsAnswer } from '../../shared/contract/device.ts';
import type { DeviceSession } from '../../shared/contract/device-session.ts';
import { applySessions } from '../db/apply-sessions.ts';
import { cleanUp } from '../db/clean-up.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { dropToken } from '../db/partitions.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';

export interface RefreshOptions {
  db: SatchelDatabase;
  http: Http;
  now: () => number;
}

export type Refreshed = 'ok' | 'sign-in' | 'failed';

/** A student with more pages of tests than this is a server that turns in circles. */
const MOST_PAGES = 50;

/** Fetches the whole list of a student's sessions and stores it. Nothing is stored of a list that came in part. */
export async function refreshSessions(
  { db, http, now }: RefreshOptions,
  partition: string,
  token: string,
): Promise<Refreshed> {
  const items: DeviceSession[] = [];
  let path = '/api/device/exam-sessions';
  for (let page = 0; page < MOST_PAGES; page++) {
    const verdict = classify(await http.request(path, { method: 'GET', token }), deviceSessionsAnswer);
    if (verdict.action === 'sign-in') {
      await dropToken(db, partition, token);
      return 'sign-in';
    }
    if (verdict.action !== 'ok') return 'failed';
    const { nextToken, ...answer } = verdict.answer;
    if (partition.split('/').slice(1).join('/') !== answer.student.id) return 'failed';
    items.push(...answer.items);
    if (nextToken === null) {
      if (await applySessions(db, partition, { ...answer, items }, now())) {
        const [workspaceId = ''] = partition.split('/');
        // By the clock of the server that answered, and after the runs have heard whether one of them was opened again.
        await cleanUp(db, { now: answer.now, workspaceId, clearReceivedAt: answer.clearReceivedAt });
      }
      return 'ok';
    }
    path = `/api/device/exam-sessions?nextToken=${encodeURIComponent(nextToken)}`;
  }
  return 'failed';
}
