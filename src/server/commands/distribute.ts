import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { readSettings } from '../settings.ts';
import { distribute } from '../store/distribute.ts';
import { openStore } from '../store/open-store.ts';
import { runAsCommand } from './run-command.ts';

/*
 * DATABASE_URL=postgres://… npm run distribute
 *
 * Makes the tables where there are none yet, and spreads them over the machines of a Citus cluster.
 */
await runAsCommand(async (args) => {
  if (args.length > 0) throw new OperatorError('usage: DATABASE_URL=postgres://… npm run distribute');
  const { dataDir, databaseUrl } = readSettings(process.env);
  if (databaseUrl === undefined) {
    throw new OperatorError('DATABASE_URL is not set: the embedded store is one file, which nothing distributes');
  }
  const store = await openStore({ dataDir: join(dataDir, 'distributing'), databaseUrl });
  await store.close();
  const { citus, placed } = await distribute(databaseUrl);
  if (citus === null) {
    return 'This PostgreSQL has no Citus: everything stays on one machine, and nothing was changed. For a cluster, create extension citus in this database first';
  }
  if (placed.length === 0) return `Citus ${citus}: every table was distributed already`;
  return `Citus ${citus}: distributed ${placed.join(', ')}`;
});
