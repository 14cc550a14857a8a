import type { ImportLine, PackageAnswer, SkippedItem } from '../../shared/contract/import-report.ts';

/** What an import brought, for a person: first what is to be known at once, then what is to be looked at, file by file. */
export function packageWords({ name, examId, version, items, skipped, report }: PackageAnswer): string {
  const all = items.length + skipped.length;
  const taken = skipped.length === 0 ? counted(items.length, 'item') : `${items.length} of ${counted(all, 'item')}`;
  return [`${name}: ${taken}, exam ${examId}, version ${version}`, ...toBeLookedAt(report)].join('\n');
}

/** The same of a package of which nothing was taken. */
export const refusalWords = (reason: string, { report }: { report: ImportLine[]; skipped: SkippedItem[] }): string =>
  [`Nothing was imported: ${reason}`, ...toBeLookedAt(report)].join('\n');

function toBeLookedAt(report: readonly ImportLine[]): string[] {
  const told = report.filter(({ outcome }) => outcome !== 'imported');
  const files = [...new Set(told.map(({ file }) => file))];
  return files.flatMap((file) => [
    `  ${file || 'the package'}`,
    ...told
      .filter((line) => line.file === file)
      .map(({ line, outcome, reason }) => `    ${line === null ? '' : `line ${line}: `}${outcome}: ${reason}`),
  ]);
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
