import { MEMORY_DIRECTORY } from './memory-directory.ts';
import { startPostgres } from './postgres-server.ts';
import { makeTemplate, TEMPLATE } from './test-database.ts';

/** Starts one PostgreSQL for a run. Vitest calls it before the first test of a project that needs one. */
export async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres(MEMORY_DIRECTORY);
  await server.run(`create database ${TEMPLATE}`);
  await makeTemplate(server.url(TEMPLATE));
  process.env.TEST_POSTGRES_URL = server.url('postgres');
  return () => server.dispose();
}
