import type { ImportLine, SkippedItem } from '../../../shared/contract/import-report.ts';

/** What is told of a package of which nothing was taken. */
export interface RefusedPackage {
  report: ImportLine[];
  skipped: SkippedItem[];
}

/** Thrown for a package that no exam can be made of; the message names the first cause. */
export class PackageRefused extends Error {
  override name = 'PackageRefused';
  readonly report: ImportLine[];
  readonly skipped: SkippedItem[];

  constructor(reason: string, { report, skipped }: RefusedPackage) {
    super(reason);
    this.report = report;
    this.skipped = skipped;
  }
}

/** @param file path in the package; empty for the package itself */
export const placeWords = (file: string, line: number | null): string =>
  file === '' ? 'the package' : `${file}${line === null ? '' : `, line ${line},`}`;

/** Refuses the package for one thing. @param file path in it; empty for the package itself */
export function refusePackage(file: string, reason: string, line: number | null = null): never {
  throw new PackageRefused(`${placeWords(file, line)} ${reason}`, {
    report: [{ file, line, outcome: 'refused', reason }],
    skipped: [],
  });
}
