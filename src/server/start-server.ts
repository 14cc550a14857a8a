import { randomBytes } from 'node:crypto';
import { announcement } from './announce.ts';
import { createApp } from './app.ts';
import { FailureLimit } from './auth/failure-limit.ts';
import { PASSWORD_COST, type ScryptCost } from './auth/password.ts';
import { PasswordCheck } from './auth/password-check.ts';
import { loadDemo } from './demo/load-demo.ts';
import { ensureFirstStart } from './first-start.ts';
import type { Deps, Log } from './http/deps.ts';
import { Spool } from './http/spool.ts';
import { listen } from './listen.ts';
import { readSettings, type Settings } from './settings.ts';
import { removeUnfinishedParts } from './store/blob-parts.ts';
import { openStore } from './store/open-store.ts';

export interface RunningServer {
  url: string;
  /** Finishes what was accepted, at most for `graceMs`, then closes the store. */
  stop(graceMs?: number): Promise<void>;
}

export interface StartOptions {
  /** Where the lines for the person who starts it go. */
  print: (line: string) => void;
  createLog: (level: Settings['logLevel']) => Log;
  /** The folder with the built `student` and `console`. */
  staticDir: string;
  /** Of new passwords and secrets. */
  passwordCost?: ScryptCost;
}

/** No file takes a day to come. */
const UNFINISHED_MS = 24 * 60 * 60_000;

/**
 * Starts a server as the environment says, and resolves when it listens and has said so.
 * @throws OperatorError with one line for the person who starts it
 */
export async function startServer(
  env: Record<string, string | undefined>,
  { print, createLog, staticDir, passwordCost: cost = PASSWORD_COST }: StartOptions,
): Promise<RunningServer> {
  const settings = readSettings(env);
  const log = createLog(settings.logLevel);
  const store = await openStore({ dataDir: settings.dataDir, databaseUrl: settings.databaseUrl, log });
  try {
    const randomId = () => randomBytes(16).toString('base64url');
    const deps: Deps = {
      store,
      now: Date.now,
      randomId,
      randomBytes,
      defaultWorkspaceId: settings.workspaceId,
      publicUrl: settings.publicUrl,
      passwords: new PasswordCheck({ randomBytes, cost }),
      staffSignIns: new FailureLimit({ limit: 10, windowMs: 5 * 60_000, now: Date.now }),
      deviceSignIns: new FailureLimit({ limit: 10, windowMs: 5 * 60_000, now: Date.now }),
      spool: new Spool(settings.dataDir, randomId),
      log,
    };
    await removeUnfinished(deps);
    const firstStart = await ensureFirstStart(deps, settings);
    const demo = settings.demo ? await loadDemo(deps, settings.workspaceId) : { tickets: [] };
    const listening = await listen(createApp(deps, { staticDir }).fetch, settings);
    const url = settings.publicUrl ?? listening.url;
    for (const line of announcement({ settings, url, firstStart, demoTickets: demo.tickets })) print(line);
    print(`listening on ${listening.url}`);

    let stopping: Promise<void> | undefined;
    return {
      url: listening.url,
      stop: (graceMs = 10_000) => {
        stopping ??= listening.stop(graceMs).then(() => store.close());
        return stopping;
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** What an import or a sealing left behind that was killed. A disk that takes no writes is no reason not to start. */
async function removeUnfinished({ store, now, log }: Deps): Promise<void> {
  await store
    .write((db) => removeUnfinishedParts(db, now() - UNFINISHED_MS))
    .catch((error: unknown) => log.warn({ err: error }, 'unfinished files could not be removed'));
}
