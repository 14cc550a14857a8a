import { posix } from 'node:path';
import { localPath } from '../qti/body/file-names.ts';
import type { Notes } from '../qti/notes.ts';
import { counter, flag, number, text } from '../qti/xml/attributes.ts';
import { child, elements, type XmlElement } from '../qti/xml/element.ts';
import { LIMITS } from './limits.ts';

/** Text of a section that stands beside each of its items. */
export interface SectionText {
  id: string;
  title: string;
  element: XmlElement;
  /** The file that it is in, which its pictures are relative to. */
  file: string;
}

/** One item of a test, in the place where it stands. */
export interface TestItem {
  /** Null for an address that is no file of the package. */
  path: string | null;
  href: string;
  file: string;
  line: number;
  /** From the outermost section to the innermost. */
  texts: SectionText[];
}

export interface AssessmentTest {
  identifier: string;
  title: string;
  items: TestItem[];
}

export interface SectionFile {
  path: string;
  root: XmlElement;
}

export interface TestContext {
  /** What the test says that an exam cannot, by file. */
  notesOf(file: string): Notes;
  /** The section that a reference means; undefined when there is none, or it stands elsewhere in the test already. */
  sectionOf(path: string | null): SectionFile | undefined;
}

/**
 * Reads an assessmentTest of QTI 2.1 to 3.0 into the order that its items have. An exam is one list: parts and sections
 * become their items, and what they say about choosing, order, time and ways through is noted.
 */
export function readTest(root: XmlElement, file: string, context: TestContext): AssessmentTest {
  const notes = context.notesOf(file);
  for (const element of elements(root, 'outcomeProcessing')) {
    notes.simplified(element, 'the rules that score the test as a whole are not carried out: points are added up');
  }
  for (const element of elements(root, 'testFeedback')) notes.simplified(element, 'feedback of the test is not shown');
  noteTime(root, notes);
  const texts = textsOf(root, file);
  const items = elements(root, 'testPart', 'assessmentSection', 'assessmentSectionRef', 'assessmentItemRef').flatMap(
    (element) => readPart(element, { file, texts, depth: 0 }, context),
  );
  return { identifier: text(root, 'identifier')?.trim() ?? '', title: text(root, 'title')?.trim() ?? '', items };
}

interface Place {
  file: string;
  texts: SectionText[];
  depth: number;
}

function readPart(element: XmlElement, place: Place, context: TestContext): TestItem[] {
  const notes = context.notesOf(place.file);
  if (place.depth > LIMITS.sectionDepth) {
    notes.skipped(element, `sections are nested more than ${LIMITS.sectionDepth} deep`);
    return [];
  }
  noteWays(element, notes);
  noteTime(element, notes);
  if (element.name === 'assessmentItemRef') return [itemOf(element, place, notes)];
  if (element.name === 'assessmentSectionRef') return referredSection(element, place, context);
  noteChoice(element, notes);
  const texts = [...place.texts, ...textsOf(element, place.file)];
  const below = { ...place, texts, depth: place.depth + 1 };
  return elements(element, 'assessmentSection', 'assessmentSectionRef', 'assessmentItemRef').flatMap((one) =>
    readPart(one, below, context),
  );
}

function itemOf(element: XmlElement, { file, texts }: Place, notes: Notes): TestItem {
  const weights = elements(element, 'weight').filter((weight) => number(weight, 'value') !== 1);
  for (const weight of weights) {
    notes.simplified(
      weight,
      `a weight of ${number(weight, 'value') ?? '?'} is not applied: points count as the item has them`,
    );
  }
  return { ...reference(element, file), file, line: element.line, texts };
}

function referredSection(element: XmlElement, place: Place, context: TestContext): TestItem[] {
  const section = context.sectionOf(reference(element, place.file).path);
  if (!section) return [];
  return readPart(section.root, { ...place, file: section.path, depth: place.depth + 1 }, context);
}

/** Where a reference of a file leads, as a path of the package. */
export function reference(element: XmlElement, file: string): { path: string | null; href: string } {
  const href = text(element, 'href')?.trim() ?? '';
  const path = localPath(href);
  return { href, path: path === null ? null : posix.join(posix.dirname(file), path) };
}

/** What a test, a part or a section says to all of its items. */
function textsOf(section: XmlElement, file: string): SectionText[] {
  const blocks = elements(section, 'rubricBlock').filter((block) => isForStudents(block) && holdsContent(block));
  const id = text(section, 'identifier')?.trim() || 'section';
  const isTitled = section.name === 'assessmentSection' && flag(section, 'visible') !== false;
  const title = isTitled ? (text(section, 'title')?.trim() ?? '') : '';
  return blocks.map((element, at) => ({ id: at === 0 ? id : `${id}-${at + 1}`, title, element, file }));
}

const isForStudents = (block: XmlElement) => (text(block, 'view') ?? 'candidate').split(/\s+/).includes('candidate');
const holdsContent = (block: XmlElement) =>
  block.children.some((node) => typeof node !== 'string' || node.trim() !== '');

function noteChoice(element: XmlElement, notes: Notes): void {
  const selection = child(element, 'selection');
  const all = elements(element, 'assessmentSection', 'assessmentSectionRef', 'assessmentItemRef').length;
  const chosen = selection && counter(selection, 'select');
  if (selection && chosen !== undefined && chosen !== all) {
    notes.simplified(
      selection,
      `a random selection of ${chosen} out of ${all} is not made: all of them are in the exam`,
    );
  }
  const ordering = child(element, 'ordering');
  if (!ordering || flag(ordering, 'shuffle') !== true) return;
  const fixed = elements(element).some((one) => flag(one, 'fixed') === true);
  notes.simplified(
    ordering,
    `the order is the authored one: shuffleItems of an exam config shuffles the whole exam${fixed ? ', those that are fixed too' : ''}`,
  );
}

function noteWays(element: XmlElement, notes: Notes): void {
  for (const rule of elements(element, 'preCondition', 'branchRule')) {
    notes.simplified(rule, `${rule.name} is not carried out: every item is shown`);
  }
  if (text(element, 'navigationMode') === 'linear') {
    notes.simplified(element, 'a linear part is not kept linear: students go back and forth');
  }
  const control = child(element, 'itemSessionControl');
  const attempts = control && counter(control, 'maxAttempts');
  if (control && attempts !== undefined && attempts !== 1) {
    notes.simplified(
      control,
      'attempts at one item are not counted: an answer can be changed until the test is submitted',
    );
  }
}

function noteTime(element: XmlElement, notes: Notes): void {
  const limits = child(element, 'timeLimits');
  const seconds = limits && number(limits, 'maxTime');
  if (limits && seconds !== undefined) notes.simplified(limits, `a time limit of ${seconds} seconds is not kept`);
}
