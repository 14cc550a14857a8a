import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { accountLines, announcement } from './announce.ts';
import { createApp } from './app.ts';
import { FailureLimit } from './auth/failure-limit.ts';
import { PASSWORD_COST, type ScryptCost } from './auth/password.ts';
import { PasswordCheck } from './auth/password-check.ts';
import { expiryLine, readShownCertificate } from './certificate/expiry.ts';
import { type Clocks, ClockWatch } from './clock-watch.ts';
import { loadDemo } from './demo/load-demo.ts';
import { ensureFirstStart } from './first-start.ts';
import type { Deps, Log } from './http/deps.ts';
import { Spool } from './http/spool.ts';
import { listen } from './listen.ts';
import { createMetrics } from './metrics/metrics.ts';
import { createRandomIds } from './random-ids.ts';
import { Readiness } from './readiness.ts';
import { readSettings, type Settings } from './settings.ts';
import { removeUnfinishedParts } from './store/blob-parts.ts';
import { openStore } from './store/open-store.ts';

export interface RunningServer {
  url: string;
  /** What a stop takes before it begins to refuse anything. */
  drainMs: number;
  /** Says that it is not ready for `drainMs`; then finishes what was accepted, at most for `graceMs`, and closes the store. */
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
  /** A test sets them. */
  clocks?: Clocks;
}

const SYSTEM_CLOCKS: Clocks = { now: Date.now, elapsed: () => performance.now() };
/** How often the clock is looked at. */
const LOOK_MS = 5000;
/** No file takes a day to come. */
const UNFINISHED_MS = 24 * 60 * 60_000;

/**
 * Starts a server as the environment says, and resolves when it listens and has said so.
 * @throws OperatorError with one line for the person who starts it
 */
export async function startServer(
  env: Record<string, string | undefined>,
  { print, createLog, staticDir, passwordCost: cost = PASSWORD_COST, clocks = SYSTEM_CLOCKS }: StartOptions,
): Promise<RunningServer> {
  const settings = readSettings(env);
  const log = createLog(settings.logLevel);
  const watch = new ClockWatch(clocks, (byMs) => {
    log.warn({ byMs }, 'the clock was set; no request is taken until it is put back or has gone evenly for a while');
    metrics.clockJumped();
  });
  const readiness = new Readiness(watch);
  const certificate = settings.tls && readShownCertificate(settings.tls.certPath);
  const metrics = createMetrics({
    isReady: () => readiness.obstacle() === undefined,
    ofProcess: true,
    certificateExpires: certificate?.expires,
  });
  const { dataDir, databaseUrl } = settings;
  const store = await openStore({ dataDir, databaseUrl, log, observer: metrics.store });
  // Also while nobody asks: a jump that the first request of the morning noticed would keep it waiting.
  const look = setInterval(() => watch.isSteady(), LOOK_MS).unref();
  try {
    const randomId = createRandomIds();
    const deps: Deps = {
      store,
      ...clocks,
      randomId,
      randomBytes,
      defaultWorkspaceId: settings.workspaceId,
      publicUrl: settings.publicUrl,
      passwords: new PasswordCheck({ randomBytes, cost }),
      staffSignIns: new FailureLimit({ store, limit: 10, windowMs: 5 * 60_000, now: clocks.now }),
      deviceSignIns: new FailureLimit({ store, limit: 10, windowMs: 5 * 60_000, now: clocks.now }),
      readiness,
      metrics,
      metricsToken: settings.metricsToken,
      spool: new Spool(settings.dataDir, randomId),
      log,
    };
    await removeUnfinished(deps);
    // Before it listens: whoever comes finds the workspace.
    await ensureFirstStart(deps, settings, (made) => {
      for (const line of accountLines(made)) print(line);
    });
    const demo = settings.demo ? await loadDemo(deps, settings.workspaceId) : { tickets: [] };
    const listening = await listen(createApp(deps, { staticDir }).fetch, settings);
    const url = settings.publicUrl ?? listening.url;
    const reached = { ...settings, host: listening.host };
    for (const line of announcement({ settings: reached, url, demoTickets: demo.tickets })) print(line);
    const expiring = certificate && expiryLine(certificate, clocks.now());
    if (expiring !== undefined) print(expiring);
    print(`listening on ${listening.url}`);

    const drainMs = settings.drainSeconds * 1000;
    let stopping: Promise<void> | undefined;
    return {
      url: listening.url,
      drainMs,
      stop: (graceMs = 10_000) => {
        stopping ??= stop(graceMs);
        return stopping;
      },
    };

    async function stop(graceMs: number): Promise<void> {
      readiness.stop();
      listening.drain();
      if (drainMs > 0) await wait(drainMs);
      clearInterval(look);
      await listening.stop(graceMs);
      await store.close();
    }
  } catch (error) {
    clearInterval(look);
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
