import { parseArgs } from 'node:util';
import { checkStore } from '../check/check-store.ts';
import { mendTotals } from '../check/mend-totals.ts';
import { Report } from '../check/report.ts';
import { OperatorError } from '../operator-error.ts';
import { readSettings, type Settings } from '../settings.ts';
import { databasePath } from '../store/data-dir.ts';
import { changeSqliteStore, mendPostgresDatabase } from '../store/open-for-change.ts';
import { checkPostgresDatabase, checkSqliteFile } from '../store/open-for-check.ts';
import { givenPath } from './given-path.ts';

/*
 * npm run check-store                       the store of DATA_DIR, or of DATABASE_URL; a server may be using it
 * npm run check-store -- backup.sqlite      a backup
 * npm run check-store -- --retally          before that counts the totals of lists anew, where they are not those of the sessions
 *
 * Exits with 0 when all of it agrees, with 1 when something does not or it cannot be read.
 */
try {
  const { values, positionals } = readArguments();
  const settings = readSettings(process.env);
  if (values.retally) {
    if (positionals.length > 0) throw new OperatorError('a backup stays as it is: restore it, and count anew there');
    console.log(await retally(settings));
  }
  const report = await check(positionals[0], settings);
  console.log(report.lines().join('\n'));
  if (report.problemCount > 0) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof OperatorError ? error.message : error);
}

function readArguments() {
  try {
    return parseArgs({ options: { retally: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch {
    throw new OperatorError('usage: npm run check-store -- [backup.sqlite | --retally]');
  }
}

async function retally({ dataDir, databaseUrl }: Settings): Promise<string> {
  const mended = await (databaseUrl === undefined
    ? changeSqliteStore(dataDir, mendTotals)
    : mendPostgresDatabase(databaseUrl, mendTotals));
  if (mended.size === 0) return 'The totals are those of the sessions: nothing was counted anew.';
  const lines = [...mended].map(([id, count]) => `${id}: counted anew, ${count} totals were not those of its sessions`);
  return lines.join('\n');
}

async function check(file: string | undefined, { dataDir, databaseUrl }: Settings): Promise<Report> {
  let report = new Report();
  const job: Parameters<typeof checkSqliteFile>[1] = async (db) => {
    report = await checkStore(db);
  };
  if (file === undefined && databaseUrl !== undefined) {
    await checkPostgresDatabase(databaseUrl, job);
    return report;
  }
  const path = file === undefined ? databasePath(dataDir) : givenPath(file);
  const older = file === undefined ? undefined : ofOlderBackup(path);
  for (const sentence of await checkSqliteFile(path, job, older)) report.problem(null, sentence);
  return report;
}

/** Whoever holds a file has no server to start on it, and means to keep it as it is. */
function ofOlderBackup(path: string): string {
  return `${path} is a whole database, made by an older Satchel, which can check the rest. To check it with this one, bring a copy up to date: with the server's settings but DATA_DIR=<a new folder>, npm run restore -- ${path}, then npm start once, then npm run check-store`;
}
