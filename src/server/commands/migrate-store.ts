import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OperatorError } from '../operator-error.ts';
import { readSettings } from '../settings.ts';
import { giveBack, undoMove } from '../store/move/give-back.ts';
import { type Moved, type MoveStep, moveStore, requireDatabase } from '../store/move/move-store.ts';
import { openStore } from '../store/open-store.ts';
import { type Store, StoreUnavailable } from '../store/store.ts';
import { givenPath } from './given-path.ts';
import { runAsCommand } from './run-command.ts';

/*
 * npm run migrate-store -- --from ./data --to postgres://…
 * npm run migrate-store -- --from ./data --to postgres://… --undo    takes back one that did not end
 *
 * A server may be running on the store that is moved: it answers 503 from the last catch-up on, and devices come again.
 */
const USAGE = 'usage: npm run migrate-store -- --from <data directory> --to postgres://user:password@host/database';

await runAsCommand(async (args) => {
  const { from, to, undo } = readArgs(args);
  const dataDir = givenPath(from);
  const { databaseUrl } = readSettings({ DATABASE_URL: to });
  const { host, pathname } = new URL(to);
  const where = `postgres://${host}${pathname}`;
  // Looked at before the folder below is made in it, and the tables in the cluster.
  requireDatabase(dataDir);
  // Of this command's own, so that two of them do not meet.
  const target = await openStore({ dataDir: join(dataDir, 'moving'), databaseUrl });
  try {
    if (undo) {
      await undoMove(dataDir, target);
      return `${where} has nothing of ${from}, and its server goes on`;
    }
    return words(await move(dataDir, target, where), { from, where });
  } finally {
    await target.close();
  }
});

function readArgs(args: string[]): { from: string; to: string; undo: boolean } {
  try {
    const options = { from: { type: 'string' }, to: { type: 'string' }, undo: { type: 'boolean' } } as const;
    const { from, to, undo = false } = parseArgs({ args, options }).values;
    if (from && to) return { from, to, undo };
  } catch {
    // Said below.
  }
  throw new OperatorError(USAGE);
}

async function move(dataDir: string, target: Store, where: string): Promise<Moved> {
  try {
    return await moveStore({ dataDir, target, where, onStep: teller() });
  } catch (error) {
    const goesOn = await giveBack(dataDir, target).catch(() => false);
    if (!(error instanceof StoreUnavailable)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    const server = goesOn ? 'its server goes on' : 'its server waits';
    throw new OperatorError(`the database failed (${reason}); ${server}. Run the same once more: it goes on from here`);
  }
}

const TELL_EVERY_MS = 1000;

/** Says on standard error how far it is. */
function teller(): (step: MoveStep) => void {
  let last = 0;
  return (step) => {
    switch (step.kind) {
      case 'page':
        if (Date.now() - last < TELL_EVERY_MS) return;
        last = Date.now();
        return console.error(`${step.workspaceId}, ${step.table}: ${step.done} of ${step.total} rows`);
      case 'caught-up':
        return console.error(`pass ${step.pass}: ${step.written} rows differed`);
      case 'fenced':
        return console.error('the server of the old store takes nothing more; what came last is copied and compared');
      case 'same':
      case 'open':
        return;
      default:
        return step satisfies never;
    }
  };
}

function words({ workspaceIds, tables }: Moved, { from, where }: { from: string; where: string }): string {
  const names = workspaceIds.join(', ');
  if (tables === null) return `${names} is in ${where} already, whole`;
  return [
    ...tables.map(({ name, rows, sha256 }) => `  ${name.padEnd(16)} ${String(rows).padStart(9)} rows  ${sha256}`),
    `${names} is in ${where}, compared row by row. Start the server with DATABASE_URL and the same WORKSPACE_ID; ${from} is not needed for it`,
  ].join('\n');
}
