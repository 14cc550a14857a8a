import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { buildSimulator } from './build-simulator.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';
import { run } from './run.mjs';

/*
 * npm run simulate -- --seeds 100000 [--from 1] [--jobs 8]      plays so many seeds, on every core
 * npm run simulate -- --store postgres [--seeds 200]            the same over PostgreSQL, one for each job
 * npm run simulate -- --replay <seed, or file of steps>         plays one history, and shrinks it when it breaks
 * npm run simulate -- --mutants [--seeds 300]                   says which seed catches each safeguard that is switched off
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    replay: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
    mutants: { type: 'boolean', default: false },
  },
});

await installIfNeeded();
mkdirSync(fromRoot('node_modules', '.cache', 'simulator'), { recursive: true });
if (values.mutants) process.exit((await scanMutants()) ? 0 : 1);
const program = await buildSimulator('command');
if (values.replay !== undefined)
  process.exit(await run(process.execPath, [program, '--replay', values.replay, '--store', values.store]));

const seeds = Number(values.seeds);
const jobs = Math.max(1, Math.min(Number(values.jobs), seeds));
const share = Math.ceil(seeds / jobs);
const starts = Array.from({ length: jobs }, (_, job) => job * share).filter((start) => start < seeds);
const reports = await Promise.all(
  starts.map((start) => play(program, Number(values.from) + start, Math.min(share, seeds - start))),
);

/** @type {Record<string, number | Record<string, number>>} */
const sum = {};
for (const { figures } of reports) {
  for (const [name, value] of Object.entries(figures)) {
    if (typeof value === 'number') sum[name] = Number(sum[name] ?? 0) + value;
    else sum[name] = addUp(/** @type {Record<string, number>} */ (sum[name] ?? {}), value);
  }
}
for (const [name, value] of Object.entries(sum)) console.log(`${name}:`, value);
const [broken] = reports.flatMap((report) => (report.broken === null ? [] : [report.broken]));
if (broken !== undefined) {
  console.log(`seed ${broken.seed} breaks:\n${broken.what.join('\n')}`);
  console.log(`shrunk, for --replay <file>:\n${JSON.stringify(broken.steps, null, 1)}`);
}
process.exit(broken === undefined ? 0 : 1);

/** @returns {Promise<boolean>} every one is caught */
async function scanMutants() {
  const table = await buildSimulator('mutants', [], { entry: 'test/simulation/mutants.ts', plugins: [] });
  /** @type {{ MUTANTS: Array<{ safeguard: string, patches: import('./build-simulator.mjs').Patch[] }> }} */
  const { MUTANTS } = await import(table);
  let survivors = 0;
  for (const { safeguard, patches } of MUTANTS) {
    const { broken } = await play(await buildSimulator('mutant', patches), Number(values.from), Number(values.seeds));
    console.log(
      broken === null ? `NOT CAUGHT: ${safeguard}` : `seed ${broken.seed}: ${safeguard}\n  ${broken.what[0]}`,
    );
    if (broken === null) survivors++;
  }
  return survivors === 0;
}

/**
 * @param {string} program
 * @param {number} from
 * @param {number} count
 * @returns {Promise<{ figures: Record<string, number | Record<string, number>>, broken: { seed: string, what: string[], steps: object[] } | null }>}
 */
function play(program, from, count) {
  return new Promise((resolve, reject) => {
    const args = [program, '--from', String(from), '--seeds', String(count), '--store', values.store, '--json'];
    if (values.mutants) args.push('--no-shrink');
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const line = text.trim().split('\n').at(-1) ?? '';
      if (line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`the simulator ended with ${code} and said nothing`));
    });
  });
}

/**
 * @param {Record<string, number>} one
 * @param {Record<string, number>} other
 */
function addUp(one, other) {
  const both = { ...one };
  for (const [name, count] of Object.entries(other)) both[name] = (both[name] ?? 0) + count;
  return both;
}
