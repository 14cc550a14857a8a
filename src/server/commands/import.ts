import { statSync } from 'node:fs';
import { parse } from 'node:path';
import type { PackageAnswer } from '../../shared/contract/import-report.ts';
import { importCsv, MAX_CSV_BYTES } from '../import/csv/import-csv.ts';
import { LIMITS } from '../import/package/limits.ts';
import { PackageRefused } from '../import/package/package-refused.ts';
import type { Progress } from '../import/package/read-package.ts';
import { importPackage } from '../import/package/store-package.ts';
import { OperatorError } from '../operator-error.ts';
import type { Settings } from '../settings.ts';
import { sizeWords } from '../size-words.ts';
import { DataDirInUse, databasePath } from '../store/data-dir.ts';
import { isThere } from '../store/is-there.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { workspaceName } from '../store/workspaces.ts';
import { givenPath } from './given-path.ts';
import { packageWords, refusalWords } from './package-words.ts';
import { runCommand } from './run-command.ts';
import { type FileToSend, sendPackage } from './send-package.ts';

/*
 * npm run import -- package.zip
 * npm run import -- questions.csv       one question a row; the exam is called as the file is
 *
 * Into the store of DATA_DIR while no server has it. A store has one writer: while a server runs, the package goes to that
 * server, with APP_KEY and APP_SECRET, as anybody else's would.
 */
await runCommand('usage: npm run import -- <package.zip, or table.csv>', async (name, settings) => {
  const file = givenPath(name);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new OperatorError(`there is no file ${name}`);
  const isTable = /\.(csv|tsv)$/i.test(name);
  const most = isTable ? MAX_CSV_BYTES : LIMITS.packageBytes;
  if (found.size > most) throw new OperatorError(`${name} is larger than ${sizeWords(most)}`);
  const whole = isTable ? 'the table' : 'the package';
  try {
    const kind = isTable ? { mediaType: 'text/csv', name: parse(file).name } : { mediaType: 'application/zip' };
    return packageWords(await importFile({ file, bytes: found.size, ...kind }, settings), whole);
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error;
    throw new OperatorError(refusalWords(error.message, error.report, whole));
  }
});

async function importFile(file: FileToSend, settings: Settings): Promise<PackageAnswer> {
  const tell = teller();
  const store = await storeOf(settings);
  if (!store) {
    return sendPackage(file, runningServer(settings), (done) => tell('sent', done, file.bytes));
  }
  try {
    const { workspaceId } = settings;
    if ((await store.read((db) => workspaceName(db, workspaceId))) === undefined) {
      throw new OperatorError(`there is no workspace ${workspaceId} in the database: set WORKSPACE_ID`);
    }
    const context = { store, workspaceId, now: Date.now };
    if (file.name !== undefined) return await importCsv(file.file, file.name, context);
    const progress: Progress = ({ what, done, total }) => tell(what, done, total);
    return await importPackage(file.file, { ...context, progress });
  } finally {
    await store.close();
  }
}

/** Undefined while a server has it. */
async function storeOf({ dataDir, databaseUrl }: Settings): Promise<Store | undefined> {
  if (databaseUrl === undefined && !isThere(databasePath(dataDir))) {
    throw new OperatorError(`there is no database in ${dataDir}: npm start makes it`);
  }
  try {
    return await openStore({ dataDir, databaseUrl });
  } catch (error) {
    if (error instanceof DataDirInUse) return undefined;
    throw error;
  }
}

function runningServer({ publicUrl, tls, port, dataDir, apiKey }: Settings) {
  const url = publicUrl ?? `${tls ? 'https' : 'http'}://localhost:${port}`;
  if (!apiKey) {
    throw new OperatorError(
      `a server is using ${dataDir}, and only it may write there: set its APP_KEY and APP_SECRET to send the package to ${url}`,
    );
  }
  return { url, ...apiKey };
}

const TELL_EVERY_MS = 2000;

/** Says on standard error how far it is, for what takes longer than a moment. */
function teller(): (what: string, done: number, total: number) => void {
  let last = Date.now();
  return (what, done, total) => {
    if (Date.now() - last < TELL_EVERY_MS) return;
    last = Date.now();
    console.error(`${what}: ${Math.floor((100 * done) / Math.max(1, total))} %`);
  };
}
