import { readFile } from 'node:fs/promises';

const TICKS_PER_SECOND = 100;

/** CPU that a process has used so far, user and system, in milliseconds (Linux `/proc/<pid>/stat`, fields 14 and 15). */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
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

/** One line of the report: what was measured, beside what, and the budget. */
export function report(what: string, ratio: number, budget: string, detail: string): void {
  console.log(`${what}: ${ratio.toFixed(2)} x (budget ${budget}); ${detail}`);
}
