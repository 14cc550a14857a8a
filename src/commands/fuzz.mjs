import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSimulator } from './build-simulator.mjs';
import { installIfNeeded } from './install.mjs';
import { fromRoot } from './paths.mjs';

/*
 * npm run fuzz -- [--count 10000] [--seed 1] [--jobs 1]     imports so many files that were damaged on purpose
 * npm run fuzz -- --replay 1:4711 [--write item.xml]        one case, and its file to be looked at
 *
 * Every fourth file is a package. The oracles are in test/fuzz/judge-item.ts and judge-package.ts. A case that does not end is killed and told, and the rest goes on.
 */

/** Of wall time; a case takes milliseconds. */
const HANGS_AFTER_MS = 30_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
    replay: { type: 'string' },
    write: { type: 'string' },
    corpus: { type: 'string', default: fromRoot('..', 'shared', 'corpus') },
  },
});

/** @typedef {{ id: string, what: string, digest: string, wrong: string }} Finding */

await installIfNeeded();
mkdirSync(fromRoot('node_modules', '.cache', 'simulator'), { recursive: true });
const program = await buildSimulator('fuzz', [], { entry: 'test/fuzz/main.ts', plugins: [] });

const [replaySeed, replayAt] = values.replay?.split(':') ?? [];
const seed = replaySeed ?? values.seed;
const first = Number(replayAt ?? 0);
const count = values.replay === undefined ? Number(values.count) : 1;
const jobs = Math.max(1, Math.min(Number(values.jobs), count));
const share = Math.ceil(count / jobs);

/** @type {Record<string, number>} */
const figures = {};
/** @type {Finding[]} */
const findings = [];
let played = 0;
let told = 0;
await Promise.all(
  Array.from({ length: jobs }, (_, job) =>
    playAll(first + job * share, Math.min(first + count, first + (job + 1) * share)),
  ),
);

for (const [name, value] of Object.entries(figures)) console.log(`${name}: ${value}`);
for (const { id, what, wrong } of findings) console.log(`\n--replay ${id}\n${what}\n${wrong}`);
console.log(findings.length === 0 ? 'nothing found' : `\n${findings.length} found`);
process.exit(findings.length === 0 ? 0 : 1);

/**
 * @param {number} from
 * @param {number} to
 */
async function playAll(from, to) {
  for (let at = from; at < to; ) at = await playSome(at, to);
}

/**
 * Plays until the end, or until a case hangs.
 *
 * @param {number} from
 * @param {number} to
 * @returns {Promise<number>} where to go on
 */
function playSome(from, to) {
  return new Promise((resolve, reject) => {
    const args = [
      program,
      '--corpus',
      values.corpus,
      '--seed',
      seed,
      '--from',
      String(from),
      '--count',
      String(to - from),
    ];
    if (values.write !== undefined) args.push('--write', values.write);
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let rest = '';
    let at = from;
    let hangs = false;
    /** @type {NodeJS.Timeout | undefined} */
    let watchdog;
    const watch = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        hangs = true;
        child.kill('SIGKILL');
      }, HANGS_AFTER_MS);
    };
    watch();
    child.stdout.on('data', (chunk) => {
      watch();
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('{')) addUp(JSON.parse(line));
        else {
          at = Number(line);
          tell();
        }
      }
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(watchdog);
      if (code === 0) return resolve(to);
      const wrong = hangs ? `did not end within ${HANGS_AFTER_MS} ms` : `ended the process with ${code}`;
      findings.push({ id: `${seed}:${at}`, what: 'the whole process', digest: '', wrong });
      resolve(at + 1);
    });
  });
}

function tell() {
  played += 1;
  if (played - told < 1000) return;
  told = played;
  console.log(`${played} of ${count}`);
}

/** @param {{ figures: Record<string, number>, findings: Finding[] }} report */
function addUp(report) {
  for (const [name, value] of Object.entries(report.figures)) {
    figures[name] = name === 'slowestMs' ? Math.max(figures[name] ?? 0, value) : (figures[name] ?? 0) + value;
  }
  findings.push(...report.findings);
}
