import { ImportRefused } from '../qti/import-refused.ts';
import { descendants, type XmlElement } from '../qti/xml/element.ts';
import type { PackageSources } from './package-sources.ts';
import type { Plan, PlannedFile } from './plan-items.ts';
import {
  type AssessmentTest,
  readTest,
  reference,
  type SectionFile,
  type SectionText,
  type TestItem,
} from './read-test.ts';

/** An item in its place in the exam. */
export interface OrderedItem extends PlannedFile {
  texts: SectionText[];
}

export interface OrderedPlan {
  test: Pick<AssessmentTest, 'identifier' | 'title'>;
  items: OrderedItem[];
}

/**
 * Puts the items of a package into the order that its test says. Without a test, or with none that can be read, it is the
 * order of the manifest. What is in the package and not in its test is no part of the exam, and told.
 */
export async function orderItems(plan: Plan, sources: PackageSources): Promise<OrderedPlan> {
  const { report } = sources;
  const tests = plan.files.filter(({ kind }) => kind === 'test');
  const items = plan.files.filter(({ kind }) => kind !== 'test');
  let read: { test: AssessmentTest; file: PlannedFile & { path: string } } | undefined;
  for (const file of tests) {
    if (read) {
      const reason = `is a second test: one package makes one exam, and this one is of ${read.file.href}`;
      report.skipItem(file.href, file.href, reason, null);
      continue;
    }
    read = await readOneTest(file, sources);
  }
  if (!read) return { test: { identifier: '', title: '' }, items: items.map((item) => ({ ...item, texts: [] })) };
  const { test, file } = read;
  const named = itemsOf(test, items, sources);
  const inTest = new Set(named.map(({ path }) => path));
  for (const { path, href } of items) {
    if (!inTest.has(path)) report.skipItem(path ?? href, href, `is not in the test ${file.href}`);
  }
  return { test, items: named };
}

async function readOneTest(file: PlannedFile, sources: PackageSources) {
  const { path, href } = file;
  try {
    if (path === null) throw new ImportRefused('is no file of the package');
    const root = await sources.xml(path);
    if (root.name !== 'assessmentTest') throw new ImportRefused('is no assessmentTest', root.line);
    const sections = await readSections(root, path, sources);
    const test = readTest(root, path, {
      notesOf: (name) => sources.report.notesOf(name),
      sectionOf: (section) => takeOut(sections, section),
    });
    const there = test.items.some((item) => item.path !== null && sources.archive.find(item.path) !== undefined);
    if (!there) throw new ImportRefused('names no item that is in the package');
    return { test, file: { ...file, path } };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    sources.report.skipItem(path ?? href, href, error.message, error.line);
    return undefined;
  }
}

/** The sections in files of their own. */
async function readSections(
  root: XmlElement,
  file: string,
  sources: PackageSources,
): Promise<Map<string, SectionFile>> {
  const found = new Map<string, SectionFile>();
  const waiting = [{ root, file }];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (const element of descendants(next.root, 'assessmentSectionRef')) {
      const { path, href } = reference(element, next.file);
      const notes = sources.report.notesOf(next.file);
      if (path === null) notes.skipped(element, `the section "${href.slice(0, 80)}" is no file of the package`);
      else if (found.has(path)) notes.skipped(element, `the section ${path} is in the test already`);
      else {
        const section = await readSection(path, sources);
        if (typeof section === 'string') notes.skipped(element, section);
        else {
          found.set(path, { path, root: section });
          waiting.push({ root: section, file: path });
        }
      }
    }
  }
  return found;
}

/** Once only, or sections that hold each other would never end. */
function takeOut(sections: Map<string, SectionFile>, path: string | null): SectionFile | undefined {
  const found = sections.get(path ?? '');
  sections.delete(path ?? '');
  return found;
}

async function readSection(path: string, sources: PackageSources): Promise<XmlElement | string> {
  try {
    const root = await sources.xml(path);
    return root.name === 'assessmentSection' ? root : `the section ${path} is no assessmentSection`;
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    return `the section ${path} ${error.message}`;
  }
}

/** Each item once, with what the manifest knows of it. */
function itemsOf(
  test: AssessmentTest,
  planned: readonly PlannedFile[],
  { report, archive }: PackageSources,
): OrderedItem[] {
  const byPath = new Map(planned.map((file) => [file.path, file]));
  const seen = new Set<string | null>();
  return test.items.flatMap((item): OrderedItem[] => {
    const path = item.path === null ? null : (pathIn(byPath, item.path) ?? archive.find(item.path) ?? item.path);
    if (path !== null && seen.has(path)) {
      const note = { kind: 'simplified', line: item.line, reason: `${item.href} is in the exam once` } as const;
      report.addNotes(item.file, [note]);
      return [];
    }
    seen.add(path);
    const known = byPath.get(path) ?? unknownItem(item, path);
    return [{ ...known, path, texts: item.texts }];
  });
}

const pathIn = (planned: ReadonlyMap<string | null, PlannedFile>, path: string) =>
  planned.has(path) ? path : undefined;

const unknownItem = ({ href, line }: TestItem, path: string | null): PlannedFile => ({
  identifier: path ?? href,
  kind: 'item',
  path,
  href: path ?? href,
  line,
  objectives: [],
});
