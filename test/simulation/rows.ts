/* The only place of the simulator that reads rows: what lies on a device, and what lies on the server. */
import { openSealedRun } from '../../src/server/import/open-sealed-run.ts';
import type { Db } from '../../src/server/store/store.ts';
import { ticketLookup } from '../../src/server/store/students.ts';
import type { SatchelDatabase } from '../../src/student/db/database.ts';
import { readIdentity } from '../../src/student/db/identity.ts';
import { readOutboxRow } from '../../src/student/db/read-outbox-row.ts';
import { readAnswer, readable, readPartition, readRun } from '../../src/student/db/read-row.ts';
import type { AnswerRow, OutboxRow, RunRow } from '../../src/student/db/rows.ts';
import { describeAnswers } from '../../src/student/db/submit-content.ts';
import { allAnswers } from '../support/all-answers.ts';
import type { Device } from './device.ts';
import type { Disk } from './disk.ts';
import type { Server } from './server.ts';

export interface OnDevice {
  runs: RunRow[];
  answers: AnswerRow[];
  outbox: OutboxRow[];
  deviceId: string | null;
  /** The store that the device believes to speak with. */
  storeId: string | null;
  /** Partitions whose key lies there: it opens what is sealed of them. */
  unlocked: Set<string>;
  snapshots: Set<string>;
}

const lastOfDevice = new WeakMap<Disk, { commits: number; rows: OnDevice }>();

/** What is committed there; read again only when something was since. */
export async function readDeviceRows({ db, disk }: Pick<Device, 'db' | 'disk'>): Promise<OnDevice> {
  const { commits } = disk;
  const last = lastOfDevice.get(disk);
  if (last?.commits === commits) return last.rows;
  const rows = await readDatabase(db);
  lastOfDevice.set(disk, { commits, rows });
  return rows;
}

/** As of one moment: something may still be under way there. */
const readDatabase = (db: SatchelDatabase): Promise<OnDevice> =>
  db.transaction('r', [db.partitions, db.runs, db.answers, db.outbox, db.snapshots, db.meta], async () => {
    const partitions = readable(await db.partitions.toArray(), readPartition);
    return {
      runs: readable(await db.runs.toArray(), readRun),
      answers: readable(await db.answers.toArray(), readAnswer),
      outbox: readable(await db.outbox.toArray(), readOutboxRow),
      deviceId: (await readIdentity(db))?.deviceId ?? null,
      storeId: partitions[0]?.storeId ?? null,
      unlocked: new Set(partitions.filter(({ key }) => key !== null).map(({ partition }) => partition)),
      snapshots: new Set(await db.snapshots.toCollection().primaryKeys()),
    };
  });

/** `<run> <item> <response as JSON>` */
export const answerText = (run: string, itemId: string, response: unknown) =>
  `${run} ${itemId} ${JSON.stringify(response)}`;
/** The number of the option that a response chooses; null when it chooses none. */
export function indexOf(json: string | null): number | null {
  return json === null ? null : Number(/"index":(\d+)/.exec(json)?.[1] ?? Number.NaN);
}

export interface OnServer {
  storeId: string;
  runs: Array<{
    run_id: string;
    maturity: string;
    archived_at: number | null;
    opening: number;
    score_actual: number | null;
    results_json: string | null;
    holder: string | null;
    released: 0 | 1;
    epoch: number;
    held_from_epoch: number;
  }>;
  /** What stands, what was replaced and what waits for a person, in that order. */
  values: Array<{
    place: 'answer' | 'history' | 'journal';
    run: string;
    itemId: string;
    writer: string;
    seq: number;
    epoch: number;
    source: string;
    /** Why it is in the journal. */
    reason: string | null;
    /** What became of it there. */
    state: string | null;
    json: string | null;
  }>;
  receipts: Array<{ run_id: string; submit_id: string }>;
  writers: Array<{ run_id: string; writer: string; device_id: string; acked_through: number }>;
}

const lastOfServer = new WeakMap<Server, { state: string; rows: OnServer }>();

/** What is committed there; read again only when something was since, or the server was started. */
export async function readServerRows(server: Server): Promise<OnServer> {
  const { state } = server;
  const last = lastOfServer.get(server);
  if (last?.state === state) return last.rows;
  const rows = await readStore(server);
  lastOfServer.set(server, { state, rows });
  return rows;
}

async function readStore(server: Server): Promise<OnServer> {
  const { store } = server.deps.deps;
  return await store.read(async (db) => ({
    storeId: store.storeId,
    runs: await db
      .selectFrom('run')
      .select(['run_id', 'maturity', 'archived_at', 'opening', 'score_actual', 'results_json'])
      .select(['holder', 'released', 'epoch', 'held_from_epoch'])
      .execute(),
    values: [
      ...(await allAnswers(db)).map((row) => ({
        ...row,
        place: 'answer' as const,
        reason: null,
        state: null,
      })),
      ...(await db.selectFrom('answer_history').selectAll().execute()).map((row) => ({
        ...row,
        place: 'history' as const,
        reason: null,
        state: null,
      })),
      ...(await db.selectFrom('journal').selectAll().execute()).map((row) => ({
        ...row,
        response_json: row.raw ?? row.response_json,
        source: row.kind,
        place: 'journal' as const,
      })),
    ].map(({ place, run_id, item_id, writer, seq, epoch, source, reason, state, response_json }) => ({
      place,
      run: run_id,
      itemId: item_id,
      writer,
      seq,
      epoch,
      source,
      reason,
      state,
      json: response_json,
    })),
    receipts: await db.selectFrom('receipt').select(['run_id', 'submit_id']).execute(),
    writers: await db.selectFrom('writer').select(['run_id', 'writer', 'device_id', 'acked_through']).execute(),
  }));
}

const opened = new Map<string, Set<string>>();

/** The values that a sealed run holds, as the server opens it. */
export async function openOutbox(server: Server, jwe: string): Promise<Set<string>> {
  const known = opened.get(jwe);
  if (known !== undefined) return known;
  const { value } = await server.deps.deps.store.read((db) =>
    db.selectFrom('workspace_secret').select('value').where('name', '=', 'envelope-key').executeTakeFirstOrThrow(),
  );
  const run = await openSealedRun(Buffer.from(value, 'base64url'), server.workspaceId, jwe);
  const values = new Set<string>();
  if (run.kind === 'opened') {
    for (const { responses, sync } of run.run.uploads) {
      for (const { itemId, questions } of responses)
        for (const { response } of questions) values.add(answerText(sync.run, itemId, response));
      for (const { itemId, raw } of sync.quarantined ?? []) values.add(`${sync.run} ${itemId} ${raw}`);
    }
  }
  if (opened.size > 500) opened.clear();
  opened.set(jwe, values);
  return values;
}

/** What a submit over the rows of a run would name now. */
export const describeNow = (rows: OnDevice, run: string) =>
  describeAnswers(rows.answers.filter((answer) => answer.run === run));

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Gives the student another ticket, as the directory has it; the old one opens nothing from now on. */
export async function rotateTicket(server: Server, from: string, count: number): Promise<string> {
  const old = from.replaceAll('-', '');
  const ticket =
    old.slice(0, 6) + (LETTERS[count % LETTERS.length] ?? 'A') + (LETTERS[(count * 7) % LETTERS.length] ?? 'A');
  await server.deps.deps.store.write(async (db: Db) => {
    await db.updateTable('student').set({ ticket }).where('ticket', '=', old).execute();
    await db
      .updateTable('directory')
      .set({ lookup: ticketLookup(ticket) })
      .where('kind', '=', 'ticket')
      .where('lookup', '=', ticketLookup(old))
      .execute();
  });
  return ticket;
}

/** The ticket that the server knows; another one than before after a restore from a backup. */
export const readTicket = async (server: Server): Promise<string> =>
  (await server.deps.deps.store.read((db) => db.selectFrom('student').select('ticket').executeTakeFirstOrThrow()))
    .ticket;

export const revokeTokens = (server: Server): Promise<unknown> =>
  server.deps.deps.store.write((db: Db) => db.updateTable('device_token').set({ revoked_at: server.now }).execute());
