import { join } from 'node:path';
import Database from 'better-sqlite3';
import { startRoundRobin } from '../support/round-robin.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { createDatabase, dropDatabase, onDatabase, TEMPLATE } from '../support/test-database.ts';

/** What a school asks: one server over a file, or several that share a database, one request each in turn. */
export interface SchoolServer extends Pick<ServerProcess, 'url' | 'output' | 'kill'> {
  /** Runs a statement on its database, past it. */
  sql(statement: string): Promise<void>;
  /** Ends it, and removes its database where that lies outside of `dataDir`. */
  close(): Promise<void>;
}

interface Options {
  dataDir: string;
  env: Record<string, string>;
}

/** As many as `TEST_SERVERS` says; the project `two-servers` (vitest.config.ts) says two. */
export const startSchoolServer = (options: Options): Promise<SchoolServer> => {
  const servers = Number(process.env.TEST_SERVERS ?? 1);
  return servers > 1 ? startSeveral(servers, options) : startOne(options);
};

async function startOne(options: Options): Promise<SchoolServer> {
  const server = await startServerProcess(options);
  return {
    ...server,
    async sql(statement) {
      const rows = new Database(join(options.dataDir, 'satchel.sqlite'));
      rows.prepare(statement).run();
      rows.close();
    },
    close: async () => void (await server.kill('SIGKILL')),
  };
}

async function startSeveral(count: number, { dataDir, env }: Options): Promise<SchoolServer> {
  const databaseUrl = await createDatabase(`template ${TEMPLATE}`);
  const start = (name: string) =>
    startServerProcess({ dataDir: join(dataDir, name), env: { ...env, DATABASE_URL: databaseUrl } });
  // The first one makes what the others find.
  const first = await start('1');
  const servers = [first, ...(await Promise.all(Array.from({ length: count - 1 }, (_, at) => start(`${at + 2}`))))];
  const proxy = await startRoundRobin(servers.map(({ url }) => url));
  const kill = async (signal: NodeJS.Signals) => {
    const [code] = await Promise.all(servers.map((server) => server.kill(signal)));
    return code ?? null;
  };
  return {
    url: proxy.url,
    output: first.output,
    kill,
    sql: async (statement) => void (await onDatabase(databaseUrl, statement)),
    async close() {
      await proxy.close();
      await kill('SIGKILL');
      await dropDatabase(databaseUrl);
    },
  };
}
