import type { AuthoredExam, Objective } from '../../../shared/contract/exam.ts';
import type { ImportLine, PackageAnswer, SkippedItem } from '../../../shared/contract/import-report.ts';
import { canonicalJson } from '../../../shared/lib/canonical-json.ts';
import { freeId } from '../free-id.ts';
import type { PreparedItem } from '../prepared-item.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { examIdOf } from './exam-id.ts';
import { LIMITS } from './limits.ts';
import type { PackageFile } from './media/package-media.ts';
import { type OrderedItem, orderItems } from './order-by-test.ts';
import { PackageRefused, placeWords } from './package-refused.ts';
import { PackageSources } from './package-sources.ts';
import { manifestFolder, type Plan, planOfFiles, planOfManifest } from './plan-items.ts';
import { type PackageItem, readPackageItem } from './read-package-item.ts';
import { Passages } from './read-passages.ts';
import { type Quiz, readQti1File } from './read-qti1-file.ts';
import { Report } from './report.ts';
import type { Archive } from './zip/archive.ts';

/** An exam as a package has it, held to all that is asked of an exam, with its media still in the archive. */
export interface ReadPackage {
  examId: string;
  authored: AuthoredExam;
  prepared: PreparedItem[];
  /** Each once, whatever it is called. */
  files: PackageFile[];
  /** The archive that `files` are paths of. */
  archive: Archive;
  items: PackageAnswer['items'];
  skipped: SkippedItem[];
  report: ImportLine[];
}

/** How far an import is, for whoever waits for it. Media are counted in bytes. */
export type Progress = (at: { what: 'items' | 'media'; done: number; total: number }) => void;

/**
 * Reads a package of QTI 1.2 to 3.0, or of Common Cartridge, into an exam. What cannot be read is left out and told; nothing is stored.
 * @param archive stays open: the caller closes it
 * @throws PackageRefused when not one item can be taken
 */
export async function readPackage(archive: Archive, progress: Progress = () => {}): Promise<ReadPackage> {
  const report = new Report();
  const folder = manifestFolder(archive);
  const sources = new PackageSources(archive.within(folder ?? ''), report);
  const plan = folder === null ? await planOfFiles(sources) : await planOfManifest(sources);
  const { test, items: ordered } = await orderItems(plan, sources);
  const { read, quizzes } = await readItems(ordered, sources, progress);
  const [first] = read;
  if (!first && report.lines.length === 0) report.add(NOTHING);
  const { lines, skipped } = report;
  if (!first) throw new PackageRefused(reasonOf(lines), { report: lines, skipped });
  // Of several quizzes none is the name of all.
  const quiz = quizzes.length === 1 ? quizzes[0] : undefined;
  const name = test.title || quiz?.title || plan.title || first.item.name || plan.identifier || 'Imported questions';
  const said = test.identifier || saidOf(quizzes) || (plan.identifier === '' ? name : '');
  return {
    examId: examIdOf({ manifest: plan.identifier, test: said, items: identifiersOf(plan) }),
    authored: {
      name: name.slice(0, 500),
      objectives: objectivesOf(ordered),
      items: read.map(({ item }) => item),
    },
    prepared: read.map(({ prepared }) => prepared),
    files: [...new Map(read.flatMap(({ files }) => files).map((file) => [file.contentHash, file])).values()],
    archive: sources.archive,
    items: read.map(({ item, href }) => ({ id: item.id, href, title: item.name })),
    skipped,
    report: lines,
  };
}

const BEYOND = `is beyond the ${LIMITS.items} items of an exam`;
const NOTHING: ImportLine = { file: '', line: null, outcome: 'refused', reason: 'has no item' };

/** Of what was planned and not of what was read, so that an item that is put right later leaves the exam the same. */
const identifiersOf = ({ files }: Plan) =>
  files.filter(({ kind }) => kind !== 'test').map(({ identifier }) => identifier);

/** Tools that export quizzes call every one of them the same in the manifest, `man00001` with its `res00001`. */
const saidOf = (quizzes: readonly Quiz[]) =>
  quizzes.length === 0 ? '' : canonicalJson(quizzes.map(({ ident, title }) => [ident, title]));

async function readItems(ordered: readonly OrderedItem[], sources: PackageSources, progress: Progress) {
  const { report } = sources;
  const passages = new Passages(sources);
  const giveId = idGiver();
  const seen = new Set<string>();
  const read: Array<PackageItem & { href: string }> = [];
  const quizzes: Quiz[] = [];
  const take = (file: string, href: string, item: PackageItem) => {
    report.add(importedLine(file, item));
    report.addNotes(file, item.notes);
    read.push({ ...item, href });
  };
  for (const [done, planned] of ordered.entries()) {
    progress({ what: 'items', done, total: ordered.length });
    const { path, href, texts, objectives, line } = planned;
    const file = path ?? href;
    try {
      if (path === null || seen.has(path)) {
        throw new ImportRefused(path === null ? 'is no file of the package' : 'is named twice', line);
      }
      seen.add(path);
      if (planned.kind === 'qti1') {
        const named = (quiz: Quiz) => quizzes.push(quiz);
        for await (const entry of readQti1File(path, { objectives, freeId: giveId }, { sources, named })) {
          const within = `${href}#${entry.ident}`;
          if ('refused' in entry) report.skipItem(file, within, entry.refused.message, entry.refused.line);
          else if (read.length >= LIMITS.items) report.skipItem(file, within, BEYOND);
          else take(file, within, entry.item);
        }
      } else {
        // Before it is read: what is beyond the end of an exam costs nothing.
        if (read.length >= LIMITS.items) throw new ImportRefused(BEYOND);
        take(file, href, await readPackageItem(path, { texts, objectives, freeId: giveId }, { sources, passages }));
      }
    } catch (error) {
      if (!(error instanceof ImportRefused)) throw error;
      report.skipItem(file, href, error.message, error.line);
    }
  }
  progress({ what: 'items', done: ordered.length, total: ordered.length });
  return { read, quizzes };
}

const importedLine = (file: string, { item }: PackageItem): ImportLine => ({
  file,
  line: null,
  outcome: 'imported',
  id: item.id,
  title: item.name,
  questions: item.questions.map(({ interactionType }) => interactionType),
});

/** Two files may call their items the same; the second of them is told apart by a number. */
function idGiver(): (id: string) => string {
  const taken = new Set<string>();
  return (id) => {
    const free = freeId(id, taken);
    taken.add(free);
    return free;
  };
}

/** Each once; a standard that one resource names in full and another by its id alone is told in full. */
function objectivesOf(items: readonly OrderedItem[]): Objective[] {
  const byId = new Map<string, Objective>();
  for (const objective of items.flatMap(({ objectives }) => objectives)) {
    const known = byId.get(objective.id) ?? objective;
    byId.set(objective.id, {
      id: objective.id,
      abbreviation: known.abbreviation || objective.abbreviation,
      text: known.text || objective.text,
    });
  }
  return [...byId.values()];
}

function reasonOf(report: readonly ImportLine[]): string {
  const first = report.find(({ outcome }) => outcome === 'refused') ?? report[0];
  if (!first || first === NOTHING) return 'there is no item in the package';
  return `no item of the package can be taken: ${placeWords(first.file, first.line)} ${first.reason ?? ''}`.trim();
}
