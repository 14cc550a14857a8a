/*
 * Oracle: the bytes of the file and of its log before and after, the sentence that is thrown, and, for what must not be
 * refused, the rows that are read afterwards. A check that trusts SQLite's own open lets the cut last page, the emptied
 * file and everything with a log pass.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mendTotals } from '../../../src/server/check/mend-totals.ts';
import { backupDatabase, restoreDatabase } from '../../../src/server/store/backup.ts';
import { checkDatabase, firstMissing } from '../../../src/server/store/check-database.ts';
import { DataDirUnusable, databasePath } from '../../../src/server/store/data-dir.ts';
import { DatabaseDamaged } from '../../../src/server/store/database-damaged.ts';
import { changeSqliteStore } from '../../../src/server/store/open-for-change.ts';
import { checkSqliteFile } from '../../../src/server/store/open-for-check.ts';
import { openStore } from '../../../src/server/store/open-store.ts';
import { walPages } from '../../../src/server/store/wal-pages.ts';

const PAGE = 4096;

let templates: string;
let dataDir: string;
let path: string;
let log: string;
beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), 'satchel-check-'));
  await makeClosed(join(templates, 'closed'));
  makeKilled(join(templates, 'closed'), join(templates, 'killed'));
});
afterAll(() => rm(templates, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'satchel-check-'));
  path = databasePath(dataDir);
  log = `${path}-wal`;
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** 40 workspaces with names of some pages each, in one file without a log. */
async function makeClosed(directory: string): Promise<void> {
  const store = await openStore({ dataDir: directory });
  const values = school(1000, 40).map((id) => ({ workspace_id: id, name: id.repeat(4000), created_at: 0 }));
  await store.write((db) => db.insertInto('workspace').values(values).execute());
  await store.close();
}

/** What a killed server leaves: the file as of the last checkpoint, and in the log 10 workspaces that came since. */
function makeKilled(from: string, directory: string): void {
  const source = databasePath(`${directory}-running`);
  mkdirSync(`${directory}-running`);
  mkdirSync(directory);
  copyFileSync(databasePath(from), source);
  const writer = new SqliteDatabase(source);
  const insert = writer.prepare('insert into workspace (workspace_id, name, created_at) values (?, ?, 0)');
  for (const id of school(2000, 10)) insert.run(id, id.repeat(4000));
  for (const suffix of ['', '-wal']) copyFileSync(source + suffix, databasePath(directory) + suffix);
  writer.close();
}

const school = (from: number, count: number) => Array.from({ length: count }, (_, n) => String(from + n));

function take(template: 'closed' | 'killed'): void {
  cpSync(join(templates, template), dataDir, { recursive: true });
}

async function countWorkspaces(): Promise<number> {
  const store = await openStore({ dataDir });
  const rows = await store.read((db) => db.selectFrom('workspace').select('workspace_id').execute());
  await store.close();
  return rows.length;
}

/** Of what is in a file; one that is not there counts as empty, because SQLite leaves an empty log beside what it only read. */
const hashOf = (file: string) =>
  createHash('sha256')
    .update(existsSync(file) ? readFileSync(file) : '')
    .digest('hex');

const size = () => statSync(path).size;
function overwrite(at: number, length: number): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xa5, at, at + length));
}

describe('a database that is not whole', () => {
  it.each<[string, 'closed' | 'killed', () => void, RegExp]>([
    ['cut in the middle of a page', 'closed', () => truncateSync(path, size() / 2 + 1000), /malformed/],
    ['cut between two pages', 'closed', () => truncateSync(path, size() - 3 * PAGE), /malformed/],
    ['whose last page was cut', 'closed', () => truncateSync(path, size() - 1000), /ends before page (\d+) of \1 does/],
    ['emptied', 'closed', () => truncateSync(path, 0), /the file is empty/],
    ['with a first page of something else', 'closed', () => overwrite(0, PAGE), /not a database/],
    ['with a damaged page', 'closed', () => overwrite(size() - 20 * PAGE, PAGE), /page \d+/],
    ['cut while a log is beside it', 'killed', () => truncateSync(path, size() / 2 + 1000), /ends before page \d+ of/],
    ['emptied while a log is beside it', 'killed', () => truncateSync(path, 0), /the file is empty/],
    ['gone while its log is there', 'killed', () => rmSync(path), /the file is gone, and its log is still there/],
    ['damaged under a log', 'killed', () => overwrite(size() - 20 * PAGE, PAGE), /page \d+/],
  ])('%s is refused in one line that says what to do, and stays as it is', async (_what, template, damage, reason) => {
    take(template);
    damage();
    const before = { path: hashOf(path), log: hashOf(log) };
    const opening = openStore({ dataDir });
    await expect(opening).rejects.toBeInstanceOf(DatabaseDamaged);
    await expect(opening).rejects.toThrow(reason);
    await expect(opening).rejects.toThrow(/^[^\n]*satchel\.sqlite is damaged: [^\n]*npm run restore -- <file>[^\n]*$/);
    expect({ path: hashOf(path), log: hashOf(log) }).toEqual(before);
  });

  it('is refused again and again, and gives way to a backup', async () => {
    take('closed');
    const file = join(dataDir, 'backup.sqlite');
    copyFileSync(path, file);
    truncateSync(path, size() - 1000);
    const damaged = hashOf(path);
    for (let again = 0; again < 2; again += 1) await expect(openStore({ dataDir })).rejects.toThrow(DatabaseDamaged);
    const replaced = await restoreDatabase({ dataDir, file, now: new Date(0), randomId: () => 'identity-of-the-copy' });
    expect(hashOf(replaced ?? '')).toBe(damaged);
    expect(await countWorkspaces()).toBe(40);
  });

  it('of a size that is not read whole at a start is refused all the same when its end is missing', async () => {
    take('closed');
    truncateSync(path, size() - 1000);
    expect(() => checkDatabase(path, 0)).toThrow(DatabaseDamaged);
  });
});

describe('a database that is whole', () => {
  it('is opened with what a killed server left in the log, also when a checkpoint was cut short', async () => {
    take('killed');
    expect(await countWorkspaces()).toBe(50);
    // A checkpoint that was cut short: the file has grown by half a page of what the log still holds whole.
    take('killed');
    writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(PAGE / 2, 0xa5)]));
    expect(await countWorkspaces()).toBe(50);
  });

  it('is opened when what its log lacks is the end of a commit that the crash cut short', async () => {
    take('killed');
    truncateSync(log, statSync(log).size - 1000);
    expect(await countWorkspaces()).toBe(49);
  });

  it('is none yet on the first start, and never an empty file from then on', async () => {
    expect(checkDatabase(path)).toBe(false);
    writeFileSync(`${path}.unfinished`, 'of a start that was killed');
    await (await openStore({ dataDir })).close();
    expect(checkDatabase(path)).toBe(true);
    expect(existsSync(`${path}.unfinished`)).toBe(false);
  });
});

describe('what a log holds', () => {
  it('is nothing when there is none, or it is empty', async () => {
    expect(walPages(log)).toEqual(new Set());
    writeFileSync(log, '');
    expect(walPages(log)).toEqual(new Set());
  });

  it('is the pages of this round, and none that an older round left behind them', async () => {
    const writer = new SqliteDatabase(path);
    writer.pragma('journal_mode = WAL');
    writer.exec('create table t (a integer primary key, b text)');
    writer.prepare('insert into t values (1, ?)').run('x'.repeat(10 * PAGE));
    expect(walPages(log).size).toBeGreaterThan(10);
    writer.pragma('wal_checkpoint(RESTART)');
    writer.exec("update t set b = 'short' where a = 2; insert into t values (2, 'y')");
    expect(walPages(log)).toEqual(new Set([2]));
    writer.close();
  });
});

describe('the first page that is missing', () => {
  const sizes = { whole: 10, pages: 13, pageSize: PAGE };

  it.each([
    [{ whole: 13, pages: 13, pageSize: PAGE }, [], undefined],
    [sizes, [11, 12, 13], undefined],
    [sizes, [11, 13], 12],
    [sizes, [], 11],
    // The page at 1 GiB, which locks are on, is never written.
    [{ whole: 262_144, pages: 262_147, pageSize: PAGE }, [262_146, 262_147], undefined],
    [{ whole: 262_143, pages: 262_147, pageSize: PAGE }, [262_146, 262_147], 262_144],
  ])('of %j with %j in the log is %s', (of, logged, missing) => {
    expect(firstMissing(of, new Set(logged))).toBe(missing);
  });
});

it('a data directory that cannot be made is told in one line', async () => {
  writeFileSync(join(dataDir, 'file'), '');
  const opening = openStore({ dataDir: join(dataDir, 'file', 'data') });
  await expect(opening).rejects.toBeInstanceOf(DataDirUnusable);
  await expect(opening).rejects.toThrow(
    /cannot be opened \(ENOTDIR[^\n]*\): is the disk full, or not to be written to\?$/,
  );
});

it.each([
  ['checked', () => checkSqliteFile(path, () => Promise.resolve())],
  ['counted anew', () => changeSqliteStore(dataDir, mendTotals)],
  ['backed up', () => backupDatabase({ dataDir, file: `${path}.backup` })],
])('the log beside a file that was emptied stays when that is %s', async (_what, open) => {
  writeFileSync(path, '');
  writeFileSync(log, 'what can be saved');
  await expect(open()).rejects.toThrow('is damaged');
  expect(readFileSync(log, 'utf8')).toBe('what can be saved');
});
