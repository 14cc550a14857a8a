import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { BenchResult, GrowthResult } from '../../src/commands/bench-results.mjs';

const TICKS_PER_SECOND = 100;

/** CPU that a process has used so far, user and system, in milliseconds (Linux `/proc/<pid>/stat`, fields 14 and 15). */
export const cpuMs = (pid: number): Promise<number> => sumOfTicks(pid, [14, 15]);

/** The same with that of its children, of those too that have ended and that it has heard of (fields 16 and 17). */
export async function familyCpuMs(pid: number): Promise<number> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean);
  const living = await Promise.all(children.map((child) => cpuMs(Number(child)).catch(() => 0)));
  return living.reduce((sum, ms) => sum + ms, await sumOfTicks(pid, [14, 15, 16, 17]));
}

async function sumOfTicks(pid: number, fields: number[]): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses, which may hold spaces; the third follows it.
  const rest = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (fields.reduce((sum, field) => sum + Number(rest[field - 3]), 0) * 1000) / TICKS_PER_SECOND;
}

/** The middle of the sorted values, of an even count the lower of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** The most memory that a process held at once, in MB (Linux `/proc/<pid>/status`). */
export async function peakMb(pid: number): Promise<number> {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(peak) / 1024;
}

/** Prints what was measured, and keeps it for the pictures where `npm run bench` collects them. */
export function record(result: BenchResult): void {
  const { title, unit, bars, base, budget } = result;
  const floor = bars[base]?.value ?? Number.NaN;
  const shown = bars.map(({ name, value }) => `${name} ${value.toFixed(2)} ${unit} (${(value / floor).toFixed(2)} x)`);
  console.log(`${title}: ${shown.join(', ')}${budget ? `; ${budget.holds ? 'held' : 'MISSED'}: ${budget.text}` : ''}`);
  keep({ result });
}

/** Prints what a request takes by the number of sessions, the last number beside the first, and keeps it. */
export function recordGrowth(growth: GrowthResult): void {
  const { store, what, times } = growth;
  const shown = times.map(({ sessions, ms }) => `${sessions}: ${ms.toFixed(2)} ms`).join(', ');
  const ratio = (times.at(-1)?.ms ?? Number.NaN) / (times[0]?.ms ?? Number.NaN);
  console.log(`${store}, ${what}: ${ratio.toFixed(2)} x; ${shown}`);
  keep({ growth });
}

/** Keeps figures that the capacity is reckoned from. */
export function recordCapacity(capacity: Record<string, number>): void {
  console.log(
    Object.entries(capacity)
      .map(([name, value]) => `${name} ${value.toFixed(3)}`)
      .join(', '),
  );
  keep({ capacity });
}

function keep(line: object): void {
  const file = process.env.BENCH_RESULTS;
  if (file) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
