import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { requirePostgres } from '../../src/commands/postgres.mjs';
import { keptPort } from './kept-port.ts';

/** Only this machine reaches it, and whoever reads this can read the tests' rows. */
const PASSWORD = 'of-the-tests';
const START_MS = 30_000;

export interface PostgresServer {
  /** `postgres://…` of one of its databases. */
  url(database: string): string;
  /** Of the process that the others are children of. */
  readonly pid: number;
  /** Runs statements in the database `postgres`. */
  run(sql: string): Promise<void>;
  /** Ends it with `SIGINT` (at once and cleanly) or `SIGKILL`, and leaves what it stored. */
  kill(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** Its processes, the one that the others come of last: stopped together, it hangs. */
  pids(): string[];
  /** Starts it again at the same address. */
  start(): Promise<void>;
  /** Ends it and removes everything. */
  dispose(): Promise<void>;
}

/**
 * Starts a PostgreSQL of this machine in a directory of its own, with its own settings for what it keeps (`fsync`).
 *
 * @param parent where that directory is made
 */
export async function startPostgres(parent = tmpdir()): Promise<PostgresServer> {
  const bin = await requirePostgres();
  const home = await mkdtemp(join(parent, 'satchel-postgres-'));
  const data = join(home, 'data');
  const as = userForPostgres();
  const port = await keptPort();
  await writeFile(join(home, 'password'), PASSWORD);
  if (as) for (const path of [home, join(home, 'password')]) chownSync(path, as.uid, as.gid);
  const settings = [
    `--username=postgres --pwfile=${join(home, 'password')} --auth=password`.split(' '),
    // Not the order of bytes: what relies on that has to say so.
    '--encoding=UTF8 --locale-provider=icu --icu-locale=en-US --locale=C.UTF-8'.split(' '),
  ].flat();
  await promisify(execFile)(join(bin, 'initdb'), ['-D', data, ...settings], { cwd: home, ...as });

  let child: ChildProcess | undefined;
  let output = '';
  const url = (database: string) => `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/${database}`;
  const server: PostgresServer = {
    url,
    get pid() {
      return child?.pid ?? 0;
    },
    async run(sql) {
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    },
    async kill(signal) {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      // A connection's own process outlives the main one for a moment, in which it would still commit what it is sent.
      const connections = signal === 'SIGKILL' ? server.pids().slice(0, -1) : [];
      child.kill(signal);
      for (const pid of connections) {
        try {
          process.kill(Number(pid), signal);
        } catch {
          // It has ended meanwhile.
        }
      }
      await ended;
    },
    pids() {
      const main = String(child?.pid);
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', main], { encoding: 'utf8' });
      return [...children.trim().split(/\s+/), main];
    },
    async start() {
      const giveUp = Date.now() + START_MS;
      for (;;) {
        child = spawn(
          join(bin, 'postgres'),
          // Without the vacuum nobody works beside the tests, and a row that nobody changed stays where it was put.
          [
            '-D',
            data,
            '-h',
            '127.0.0.1',
            '-p',
            String(port),
            '-k',
            home,
            ...'-c max_connections=200 -c autovacuum=off'.split(' '),
          ],
          { cwd: home, stdio: ['ignore', 'ignore', 'pipe'], ...as },
        );
        child.stderr?.on('data', (chunk: Buffer) => {
          output = `${output}${chunk.toString()}`.slice(-10_000);
        });
        // After a kill its own processes may take a moment to end, and until then it does not start.
        while (child.exitCode === null && Date.now() < giveUp) {
          if (
            await server.run('select 1').then(
              () => true,
              () => false,
            )
          )
            return;
          await wait(20);
        }
        if (Date.now() >= giveUp) throw new Error(`PostgreSQL did not start:\n${output}`);
        await wait(100);
      }
    },
    async dispose() {
      await server.kill('SIGINT');
      // Those of its processes that were killed may not have ended yet.
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await server.start();
  return server;
}

/** PostgreSQL refuses to run as root: then as the user of Debian's package, else as nobody. */
function userForPostgres(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody here');
}
