/*
 * The simulator as a program (`npm run simulate`):
 *
 *   --seeds 1000            so many seeds, from --from (default 1)
 *   --replay <seed or file> one history, shrunk and printed when it breaks; a file holds steps as JSON
 *   --store postgres        over a PostgreSQL that is started for it, instead of the embedded store
 *   --busy <seed>           as on a machine that has much else to do: WebCrypto answers late
 *   --json                  the figures as one line of JSON, for a program, and the digest of all that came of it
 *
 * Ends with 1 when anything broke.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { MEMORY_DIRECTORY } from '../support/memory-directory.ts';
import { makeBusy } from './busy-machine.ts';
import { Figures } from './figures.ts';
import { historyOf } from './history.ts';
import { type Broken, type Ground, openGround } from './play.ts';
import { postgresStorages } from './postgres-storage.ts';
import { shrink } from './shrink.ts';
import { sqliteStorages } from './sqlite-storage.ts';
import type { Step } from './steps.ts';
import { Trace } from './trace.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    replay: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
    busy: { type: 'string' },
    json: { type: 'boolean', default: false },
    'no-shrink': { type: 'boolean', default: false },
  },
});

// What a dead device had under way fails into nothing; nobody waits for it.
process.on('unhandledRejection', () => undefined);
// Dexie says there when a disk fails; here they fail all the time.
console.warn = () => undefined;

if (values.busy !== undefined) makeBusy(values.busy);

const figures = new Figures();
const trace = new Trace();
const storages = values.store === 'postgres' ? postgresStorages : sqliteStorages;
const ground = await openGround(await storages(MEMORY_DIRECTORY));
const played = values.replay === undefined ? playSeeds(ground) : replay(ground, values.replay);
const broken = await played.finally(() => ground.close());
if (values.json) console.log(JSON.stringify({ figures, broken, trace: trace.digest() }));
else console.log(figures.text());
process.exit(broken === null ? 0 : 1);

async function playSeeds(on: Ground) {
  const from = Number(values.from);
  for (let seed = from; seed < from + Number(values.seeds); seed++) {
    const steps = historyOf(String(seed));
    const found = await on.play(steps, String(seed), figures, trace);
    if (found !== null) return await tell(on, String(seed), steps, found);
  }
  return null;
}

async function replay(on: Ground, what: string) {
  const steps: Step[] = existsSync(what) ? JSON.parse(await readFile(what, 'utf8')) : historyOf(what);
  const found = await on.play(steps, what, figures, trace);
  return found === null ? null : await tell(on, what, steps, found);
}

/** Shortens a history to what breaks the same rule, and prints it. */
async function tell(on: Ground, seed: string, steps: Step[], found: Broken) {
  const rule = (what: Broken | null) => what?.what[0]?.split(':')[0];
  const isSame = async (fewer: Step[]) => rule(await on.play(fewer, seed)) === rule(found);
  const kept = values['no-shrink'] ? steps : await shrink(steps, isSame);
  if (!values.json) {
    console.log(`seed ${seed} breaks after step ${found.at + 1} of ${steps.length}:`);
    for (const sentence of found.what) console.log(`  ${sentence}`);
    console.log(`shrunk to ${kept.length} steps (save them to a file and play it again with --replay <file>):`);
    console.log(`[\n${kept.map((step) => `  ${JSON.stringify(step)}`).join(',\n')}\n]`);
  }
  return { seed, at: found.at, what: found.what, steps: kept };
}
