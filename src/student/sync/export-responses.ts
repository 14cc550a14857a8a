import {
  RESPONSE_FILE_EXTENSION,
  RESPONSE_FILE_VERSION,
  type ResponseFileLine,
} from '../../shared/contract/response-file.ts';
import { answersOfRun, type SatchelDatabase } from '../db/database.ts';
import { randomId } from '../db/random-id.ts';
import { readOutboxRow } from '../db/read-outbox-row.ts';
import { readAnswer, readable } from '../db/read-row.ts';
import type { AnswerRow, OutboxRow, RunRow } from '../db/rows.ts';
import { readRuns } from '../db/runs.ts';
import { sealRun } from './seal-run.ts';

export interface ResponseFile {
  name: string;
  text: string;
  runs: number;
}

/**
 * Everything that was answered on this device, or the part of it that `which` chooses, as one response file: open runs are
 * sealed now, those of students who left were sealed then. What the server has already goes along, and harms nothing.
 *
 * @param now milliseconds since 1970, device clock
 * @param elsewhere sealed lines that are not in the database
 * @returns null when nothing was answered
 */
export async function exportResponses(
  db: SatchelDatabase,
  which: (run: { partition: string; sessionId: string | null }) => boolean,
  now: number,
  elsewhere: Elsewhere = NOWHERE,
): Promise<ResponseFile | null> {
  const { open, outbox } = await readAll(db).catch(async (error: unknown) => {
    const copies = await elsewhere.copies();
    if (copies.length === 0 && elsewhere.memory.length === 0) throw error;
    return { open: [], outbox: copies.map((row) => ({ ...row, sessionId: null })) };
  });
  const sealed: string[] = [...elsewhere.memory];
  for (const { run, answers } of open) {
    const line = which(run) ? await sealRun(run, answers) : null;
    if (line !== null) sealed.push(line);
  }
  for (const { partition, sessionId, jwe } of outbox) if (which({ partition, sessionId })) sealed.push(jwe);
  return sealed.length === 0 ? null : responseFile(sealed, now);
}

/** @param sealed the lines; @param now milliseconds since 1970, device clock */
export function responseFile(sealed: readonly string[], now: number): ResponseFile {
  const id = randomId();
  const first: ResponseFileLine = {
    file: 'satchel-responses',
    version: RESPONSE_FILE_VERSION,
    id,
    runs: sealed.length,
    writtenAt: now,
  };
  const day = new Date(now).toISOString().slice(0, 10);
  return {
    name: `satchel-${day}-${id.slice(0, 6)}${RESPONSE_FILE_EXTENSION}`,
    text: [JSON.stringify(first), ...sealed, ''].join('\n'),
    runs: sealed.length,
  };
}

export interface Elsewhere {
  /** What the disk did not take. */
  memory: string[];
  /** The second copy, for a database that does not open. */
  copies: () => Promise<OutboxRow[]>;
}

const NOWHERE: Elsewhere = { memory: [], copies: async () => [] };

const readAll = (db: SatchelDatabase) =>
  db.transaction('r', [db.runs, db.answers, db.outbox], async () => {
    const runs = await readRuns(db);
    const open: Array<{ run: RunRow; answers: AnswerRow[] }> = [];
    for (const run of runs.filter(({ sealed }) => sealed === null)) {
      open.push({ run, answers: readable(await answersOfRun(db, run.run).toArray(), readAnswer) });
    }
    const sessions = new Map(runs.map(({ run, sessionId }) => [run, sessionId]));
    const outbox = readable(await db.outbox.toArray(), readOutboxRow);
    return { open, outbox: outbox.map((row) => ({ ...row, sessionId: sessions.get(row.run) ?? null })) };
  });
