import { resolve } from 'node:path';
import { checkStore } from '../check/check-store.ts';
import { Report } from '../check/report.ts';
import { OperatorError } from '../operator-error.ts';
import { readSettings } from '../settings.ts';
import { databasePath } from '../store/data-dir.ts';
import { checkPostgresDatabase, checkSqliteFile } from '../store/open-for-check.ts';

/*
 * npm run check-store                       the store of DATA_DIR, or of DATABASE_URL; a server may be using it
 * npm run check-store -- backup.sqlite      a backup
 *
 * Exits with 0 when all of it agrees, with 1 when something does not or it cannot be read.
 */
try {
  const report = await check(process.argv[2]);
  console.log(report.lines().join('\n'));
  if (report.problemCount > 0) process.exitCode = 1;
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof OperatorError ? error.message : error);
}

async function check(file: string | undefined): Promise<Report> {
  const { dataDir, databaseUrl } = readSettings(process.env);
  let report = new Report();
  const job: Parameters<typeof checkSqliteFile>[1] = async (db) => {
    report = await checkStore(db);
  };
  if (file === undefined && databaseUrl !== undefined) {
    await checkPostgresDatabase(databaseUrl, job);
    return report;
  }
  const path = file === undefined ? databasePath(dataDir) : resolve(process.env.INIT_CWD ?? process.cwd(), file);
  for (const sentence of await checkSqliteFile(path, job)) report.problem(null, sentence);
  return report;
}
