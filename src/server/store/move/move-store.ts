import type { Database } from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import { OperatorError } from '../../operator-error.ts';
import { databasePath } from '../data-dir.ts';
import { movedTo, setFence } from '../fence.ts';
import { isThere } from '../is-there.ts';
import { checkVersion } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { findArrival, noteArrival } from '../moved-store.ts';
import { kyselyOver, openReader, openWriter } from '../sqlite-engine.ts';
import type { Db, Store } from '../store.ts';
import { workspaceName } from '../workspaces.ts';
import { bringUp } from './bring-up.ts';
import { MOVED_TABLES } from './moved-tables.ts';
import { openDoors, refuseForeign } from './open-doors.ts';
import { digestTable, type TableDigest } from './table-rows.ts';

export interface MoveOptions {
  /** Of the embedded store. A server may be running on it. */
  dataDir: string;
  target: Store;
  /** What people are told that the target is; without a password. */
  where: string;
  onStep: (step: MoveStep) => void | Promise<void>;
}

/** What has come about. A kill at any of them is gone on from by another call. */
export type MoveStep =
  | { kind: 'page'; workspaceId: string; table: string; done: number; total: number; written: number }
  | { kind: 'caught-up'; pass: number; written: number }
  | { kind: 'fenced' | 'same' }
  | { kind: 'open' };

export interface Moved {
  workspaceIds: string[];
  /** Of each table, of all workspaces; null when an earlier call had moved everything. */
  tables: ({ name: string } & TableDigest)[] | null;
}

/** A last pass this short keeps the school waiting for less than a breath; one that never gets there has to end as well. */
const FEW = 200;
const MOST_PASSES = 5;

/*
 *   claim ----> copy, catch up, catch up … ----> fence ----> the last pass ----> compare ----> open the doors
 *                   the school works                         the school waits                  the cluster has it
 *
 * 1. A write that the school's server acknowledged is in the file before the fence, and the last pass begins behind the fence.
 * 2. Nothing reaches the workspace in the cluster before its doors are open, and they open in one transaction, over rows
 *    that were read back and are those of the file.
 * 3. From that transaction on the file has its fence for good: there is one place that takes answers, or none, never two.
 */

/**
 * Moves all workspaces of an embedded store into PostgreSQL. What was begun before goes on.
 * @throws OperatorError when there is no store, it is of another release, or the cluster has such a workspace
 * @throws StoreUnavailable when the cluster fails; called again, it goes on
 */
export async function moveStore(options: MoveOptions): Promise<Moved> {
  const source = openSource(options.dataDir);
  try {
    const { workspaceIds, storeId } = await identify(source.db, options.dataDir);
    const isThere = await claim(options.target, workspaceIds, storeId);
    if (isThere) {
      // A kill came between the two.
      setFence(source.writer, options.where);
      return { workspaceIds, tables: null };
    }
    await refuseForeign(source.db, options.target, workspaceIds);
    await catchUp(source, options, workspaceIds);
    setFence(source.writer, options.where);
    await options.onStep({ kind: 'fenced' });
    await pass(source.db, options, workspaceIds);
    const tables = await compare(source.db, options.target, workspaceIds);
    await options.onStep({ kind: 'same' });
    await openDoors(source.db, options.target, { workspaceIds, storeId });
    await options.onStep({ kind: 'open' });
    return { workspaceIds, tables };
  } finally {
    source.close();
  }
}

interface Source {
  db: Db;
  writer: Database;
  close(): void;
}

/** @throws OperatorError when there is none in the folder, or that cannot be told */
export function requireDatabase(dataDir: string): void {
  if (!isThere(databasePath(dataDir))) throw new OperatorError(`there is no database in ${dataDir}`);
}

function openSource(dataDir: string): Source {
  requireDatabase(dataDir);
  const path = databasePath(dataDir);
  const writer = openWriter(path);
  const reader = openReader(path);
  return {
    db: kyselyOver(reader),
    writer,
    close: () => {
      reader.close();
      writer.close();
    },
  };
}

/** Which workspaces there are, and as what their devices know the store. */
async function identify(db: Db, dataDir: string): Promise<{ workspaceIds: string[]; storeId: string }> {
  const applied = await checkVersion(db as unknown as Kysely<unknown>, MIGRATIONS);
  const workspaces = await db.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
  const id = await db.selectFrom('store_meta').select('value').where('name', '=', 'store-id').executeTakeFirst();
  if (applied.length < MIGRATIONS.length || id === undefined || workspaces.length === 0) {
    throw new OperatorError(`the database in ${dataDir} is not of this release: start its server once with this one`);
  }
  return { workspaceIds: workspaces.map(({ workspace_id }) => workspace_id), storeId: id.value };
}

/** @returns whether they are there already, whole */
async function claim(target: Store, workspaceIds: readonly string[], storeId: string): Promise<boolean> {
  return target.write(async (db) => {
    const isWhole: boolean[] = [];
    for (const workspaceId of workspaceIds) {
      const known = await findArrival(db, workspaceId);
      const isForeign = known ? known.storeId !== storeId : (await workspaceName(db, workspaceId)) !== undefined;
      if (isForeign) {
        throw new OperatorError(
          `the cluster has a workspace ${workspaceId} already, of another store: two cannot have one name`,
        );
      }
      isWhole.push(known?.isWhole ?? false);
      if (!known?.isWhole) await noteArrival(db, workspaceId, { storeId, under: target.storeId, isWhole: false });
    }
    return isWhole.every(Boolean);
  });
}

/** Copies, and then what came meanwhile, and what came meanwhile, until that is little. */
async function catchUp({ db, writer }: Source, options: MoveOptions, workspaceIds: readonly string[]): Promise<void> {
  for (let count = 1; count <= MOST_PASSES; count += 1) {
    // Nothing comes any more where an earlier call got that far.
    if (movedTo(writer) !== undefined) return;
    const written = await pass(db, options, workspaceIds);
    await options.onStep({ kind: 'caught-up', pass: count, written });
    if (written <= FEW) return;
  }
}

/** @returns how many rows differed */
async function pass(source: Db, { target, onStep }: MoveOptions, workspaceIds: readonly string[]): Promise<number> {
  let differed = 0;
  for (const workspaceId of workspaceIds) {
    for (const table of MOVED_TABLES) {
      const total = await countRows(source, table.name, workspaceId);
      let done = 0;
      differed += await bringUp(table, {
        source,
        target,
        workspaceId,
        onPage: ({ rows, written }) => {
          done += rows;
          return onStep({ kind: 'page', workspaceId, table: table.name, done, total, written });
        },
      });
    }
  }
  return differed;
}

async function countRows(db: Db, table: string, workspaceId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Reads everything back. */
async function compare(source: Db, target: Store, workspaceIds: readonly string[]): Promise<Moved['tables']> {
  const tables: ({ name: string } & TableDigest)[] = [];
  for (const workspaceId of workspaceIds) {
    for (const table of MOVED_TABLES) {
      const here = await digestTable((job) => job(source), table, workspaceId);
      const there = await digestTable((job) => target.read(job), table, workspaceId);
      if (here.sha256 !== there.sha256) {
        throw new OperatorError(
          `${table.name} has ${here.rows} rows here and ${there.rows} in the cluster, which are not the same: has somebody else written to workspace ${workspaceId} there?`,
        );
      }
      tables.push({ name: table.name, ...there });
    }
  }
  return tables;
}
