import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, totalmem } from 'node:os';
import { fromRoot } from './paths.mjs';

/**
 * One thing that was measured, in one run.
 *
 * @typedef {object} BenchResult
 * @property {string} id of its picture
 * @property {string} title
 * @property {string} unit of the values
 * @property {Array<{ name: string, value: number }>} bars Satchel first
 * @property {number} base the bar that the others are told as multiples of
 * @property {{ text: string, holds: boolean }} [budget]
 */

/**
 * What a request takes, by how many sessions there are.
 *
 * @typedef {object} GrowthResult
 * @property {string} store
 * @property {string} what was asked
 * @property {Array<{ sessions: number, ms: number }>} times the fewest sessions first
 */

/**
 * @typedef {object} Results
 * @property {{ at: string, cpu: string, cores: number, memoryGb: number, node: string }} machine
 * @property {BenchResult[]} results
 * @property {Record<string, number>} capacity
 * @property {GrowthResult[]} growth
 */

const FILE = fromRoot('docs', 'benchmarks.json');

/** @returns {Results} */
export const readResults = () => JSON.parse(readFileSync(FILE, 'utf8'));

/**
 * Puts what a run has measured into the results file. What it did not measure stays as it was.
 *
 * @param {string} lines JSON, one a line: `{ result }`, `{ growth }` or `{ capacity }`
 * @param {Date | null} at when that was; null where nothing was measured
 * @returns {Results}
 */
export function addResults(lines, at) {
  const { results, capacity, growth, machine: before } = readResults();
  const byId = new Map(results.map((result) => [result.id, result]));
  /** @param {GrowthResult} of */
  const askedOf = ({ store, what }) => `${store}, ${what}`;
  const byAsked = new Map(growth.map((result) => [askedOf(result), result]));
  for (const line of lines.split('\n').filter(Boolean)) {
    /** @type {{ result?: BenchResult, growth?: GrowthResult, capacity?: Record<string, number> }} */
    const said = JSON.parse(line);
    if (said.result) byId.set(said.result.id, said.result);
    if (said.growth) byAsked.set(askedOf(said.growth), said.growth);
    Object.assign(capacity, said.capacity);
  }
  const machine = at === null ? before : machineAt(at);
  /** @type {Results} */
  const all = {
    machine,
    results: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    capacity,
    growth: [...byAsked.values()],
  };
  writeFileSync(FILE, `${JSON.stringify(all, rounded, 2)}\n`);
  // As it stands there, so that what is drawn of it now is what is drawn of it ever after.
  return readResults();
}

/** @param {Date} at */
function machineAt(at) {
  const [cpu] = cpus();
  return {
    at: at.toISOString().slice(0, 10),
    cpu: cpu?.model.trim() || arch(),
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
const rounded = (_key, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value);
