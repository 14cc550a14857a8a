import { digestOf, itemCase, type Seed } from './item-case.ts';
import { type Fate, judgeItem } from './judge-item.ts';

/** Of processor time; a file of five megabytes takes less. The parent process kills what never ends. */
export const MOST_MS = 2000;

export interface Finding {
  id: string;
  what: string;
  digest: string;
  wrong: string;
}

export type Figures = Record<Fate | 'cases', number> & { slowestMs: number };

export const noFigures = (): Figures => ({ cases: 0, refused: 0, 'not-put': 0, imported: 0, slowestMs: 0 });

/** Plays one case. @returns what does not hold, or null */
export function play(id: string, seeds: readonly Seed[], figures: Figures): Finding | null {
  const one = itemCase(id, seeds);
  const find = (wrong: string): Finding => ({ id, what: one.what, digest: digestOf(one), wrong });
  const before = process.cpuUsage();
  const spent = () => Math.round(process.cpuUsage(before).user / 1000);
  figures.cases += 1;
  try {
    figures[judgeItem(one.bytes, one.below)] += 1;
  } catch (error) {
    return find(
      error instanceof Error ? `${error.name}: ${error.stack ?? error.message}`.slice(0, 1500) : String(error),
    );
  }
  figures.slowestMs = Math.max(figures.slowestMs, spent());
  return spent() > MOST_MS ? find(`took ${spent()} ms`) : null;
}
