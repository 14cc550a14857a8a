import { type Case, digestOf, itemCase, type Seed } from './item-case.ts';
import { type Fate, judgeItem } from './judge-item.ts';
import { judgePackage } from './judge-package.ts';
import { packageCase } from './package-case.ts';

/** Of processor time; a file of five megabytes takes less. The parent process kills what never ends. */
const MOST_MS = 2000;

export interface Finding {
  id: string;
  what: string;
  digest: string;
  wrong: string;
}

export type Figures = Record<Fate | 'cases' | 'packages' | 'packages imported', number> & { slowestMs: number };

export const noFigures = (): Figures => ({
  cases: 0,
  packages: 0,
  'packages imported': 0,
  refused: 0,
  'not-put': 0,
  imported: 0,
  slowestMs: 0,
});

/** Every fourth case is a package. */
const isPackage = (id: string) => Number(id.split(':').at(-1)) % 4 === 3;

export const caseOf = (id: string, seeds: readonly Seed[]): Case =>
  isPackage(id) ? packageCase(id, seeds) : itemCase(id, seeds);

/** Plays one case. @returns what does not hold, or null */
export async function play(id: string, seeds: readonly Seed[], figures: Figures): Promise<Finding | null> {
  const one = caseOf(id, seeds);
  const find = (wrong: string): Finding => ({ id, what: one.what, digest: digestOf(one), wrong });
  const before = process.cpuUsage();
  const spent = () => Math.round(process.cpuUsage(before).user / 1000);
  figures.cases += 1;
  try {
    const fate = isPackage(id) ? await judgePackage(one.bytes, one.below) : judgeItem(one.bytes, one.below);
    figures[fate] += 1;
    if (isPackage(id)) {
      figures.packages += 1;
      figures['packages imported'] += Number(fate === 'imported');
    }
  } catch (error) {
    return find(
      error instanceof Error ? `${error.name}: ${error.stack ?? error.message}`.slice(0, 1500) : String(error),
    );
  }
  figures.slowestMs = Math.max(figures.slowestMs, spent());
  return spent() > MOST_MS ? find(`took ${spent()} ms`) : null;
}
