import type { ImportLine, PackageAnswer } from '../../shared/contract/import-report.ts';

/**
 * What an import brought, for a person: first what is to be known at once, then what is to be looked at, file by file.
 * @param whole what a line is about that names no file
 */
export function packageWords({ name, examId, version, items, skipped, report }: PackageAnswer, whole: string): string {
  const all = items.length + skipped.length;
  const taken = skipped.length === 0 ? counted(items.length, 'item') : `${items.length} of ${counted(all, 'item')}`;
  return [`${name}: ${taken}, exam ${examId}, version ${version}`, ...toBeLookedAt(report, whole)].join('\n');
}

/** The same of a package of which nothing was taken. */
export const refusalWords = (reason: string, report: readonly ImportLine[], whole: string): string =>
  [`Nothing was imported: ${reason}`, ...toBeLookedAt(report, whole)].join('\n');

function toBeLookedAt(report: readonly ImportLine[], whole: string): string[] {
  const told = report.filter(({ outcome }) => outcome !== 'imported');
  const files = [...new Set(told.map(({ file }) => file))];
  return files.flatMap((file) => [
    `  ${file || whole}`,
    ...told
      .filter((line) => line.file === file)
      .map(({ line, outcome, reason }) => `    ${line === null ? '' : `line ${line}: `}${outcome}: ${reason}`),
  ]);
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
