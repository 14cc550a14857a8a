/*
 * Cuts paths at their awaits, as a program:
 *
 *   --paths a,b       these paths; all of them when left out
 *   --at <cut>        this cut alone, as a report prints it
 *   --files a,b       cuts in these sources alone, or in all below these folders
 *   --store postgres  over a PostgreSQL that is started for it, instead of the embedded store
 *   --pairs 50        so many pairs of cuts, the second one during the recovery from the first
 *   --busy 1          on a machine that has much else to do, as chance from this seed has it
 *   --first           ends with the first cut that breaks something
 *   --json            the reports as one line of JSON, for a program
 *
 * Ends with 1 when anything broke.
 */
import { parseArgs } from 'node:util';
import { seededRandom } from '../../../src/shared/lib/seeded-random.ts';
import { makeBusy } from '../../simulation/busy-machine.ts';
import { postgresStorages } from '../../simulation/postgres-storage.ts';
import { sqliteStorages } from '../../simulation/sqlite-storage.ts';
import { MEMORY_DIRECTORY } from '../../support/memory-directory.ts';
import { type KillPoint, type Moment, textOf } from './kill-point.ts';
import { PATHS } from './paths.ts';
import type { Report } from './run-cuts.ts';
import { Stage } from './stage.ts';

const PAIRED = new Set(['submit', 'upload']);
const MOMENTS: readonly Moment[] = ['before', 'after'];
const { values } = parseArgs({
  options: {
    paths: { type: 'string', default: Object.keys(PATHS).join() },
    at: { type: 'string' },
    files: { type: 'string' },
    store: { type: 'string', default: 'sqlite' },
    pairs: { type: 'string', default: '0' },
    busy: { type: 'string' },
    first: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

// What a dead device had under way fails into nothing; nobody waits for it.
process.on('unhandledRejection', () => undefined);
console.warn = () => undefined;
if (values.busy !== undefined) makeBusy(values.busy);

/** What is under way, for whoever is told that it never ends. */
let underWay = '';
process.on('exit', () => {
  // Something is waited for that never comes.
  if (process.exitCode === 13) console.error(`it stood still in ${underWay}`);
});

const openStorages = values.store === 'postgres' ? postgresStorages : sqliteStorages;
const storages = await openStorages(MEMORY_DIRECTORY);
const reports: Report[] = [];
try {
  for (const name of values.paths.split(',')) reports.push(await cutPath(name));
} finally {
  await storages.close();
}
if (values.json) console.log(JSON.stringify(reports));
else for (const report of reports) print(report);
process.exit(reports.every(({ broken }) => broken.length === 0) ? 0 : 1);

async function cutPath(name: string): Promise<Report> {
  const path = PATHS[name];
  if (path === undefined) throw new Error(`there is no path ${name}`);
  underWay = name;
  const stage = await Stage.open(path, storages);
  const { awaits, points, found } = await stage.walk();
  const report: Report = { path: name, awaits, points: points.length, cuts: 0, states: 0, pairs: 0, broken: [] };
  if (found.length > 0) report.broken.push({ at: 'no cut', what: found });
  await cutOnce(stage, points, report);
  await cutTwice(stage, points, report);
  stage.close();
  return report;
}

async function cutOnce(stage: Stage, points: readonly KillPoint[], report: Report): Promise<void> {
  for (const point of points) {
    if (values.first && report.broken.length > 0) return;
    if (values.at !== undefined && values.at !== textOf(point)) continue;
    if (values.files?.split(',').some((file) => point.site.startsWith(file)) === false) continue;
    underWay = `${report.path}, ${textOf(point)}`;
    const { struck, found, isKnown } = await stage.cut(point);
    report.cuts++;
    if (!isKnown) report.states++;
    const what = struck === null ? ['0: this await was not come to'] : found;
    if (what.length > 0) report.broken.push({ at: textOf(point), what });
  }
}

/** Pairs that chance picks, the same ones each time, of the paths whose recovery goes on where they ended. */
async function cutTwice(stage: Stage, points: readonly KillPoint[], report: Report): Promise<void> {
  if (!PAIRED.has(report.path)) return;
  const random = seededRandom(`pairs of ${report.path}`);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  while (report.pairs < Number(values.pairs)) {
    const point = pick(points);
    const moment = pick(MOMENTS);
    let nth = 1 + random(report.awaits.length);
    underWay = `${report.path}, ${textOf(point)}, then ${moment} await ${nth}`;
    let cut = await stage.cutTwice(point, { nth, moment });
    // The recovery was over before: then within it.
    if (cut.struck === null) {
      nth = 1 + random(cut.awaits);
      cut = await stage.cutTwice(point, { nth, moment });
    }
    const { struck, found } = cut;
    const at = `${textOf(point)}, then ${moment} await ${nth}, ${struck}`;
    report.pairs++;
    const what = struck === null ? ['0: the second await was not come to'] : found;
    if (what.length > 0) report.broken.push({ at, what });
  }
}

function print({ path, awaits, cuts, states, pairs, broken }: Report): void {
  console.log(`${path}: ${awaits.length} awaits, ${cuts} cuts that left ${states} states behind, ${pairs} pairs`);
  for (const { at, what } of broken) console.log(`  ${at}\n    ${what.join('\n    ')}`);
}
