import { type AuthoredItem, authoredItem } from '../../../shared/contract/exam.ts';
import { FileNames } from '../qti/body/file-names.ts';
import { slotOf, withoutLastSlots } from '../qti/body/read-body.ts';
import { escapeText } from '../qti/body/to-html.ts';
import type { ImportedItem } from '../qti/import-item.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import type { ItemContext } from '../qti/item-context.ts';
import { Notes } from '../qti/notes.ts';
import { refuseUnfit } from '../qti/refuse-unfit.ts';
import { safeId } from '../qti/safe-id.ts';
import { text } from '../qti/xml/attributes.ts';
import { child, elements, type XmlElement } from '../qti/xml/element.ts';
import { Answers } from './answers.ts';
import { materialHtml, type Qti1Context } from './material.ts';
import { kindOf, pointsOf, readFields } from './metadata.ts';
import { readProcessing } from './processing.ts';
import { RESPONSES, type ReadQuestion, readResponse } from './questions.ts';
import { refuseCostly } from './refuse-costly.ts';

/** What surrounds an item of QTI 1. */
export interface Qti1Surroundings {
  files?: FileNames;
  /** What the address of a picture means, as a path that `files` knows. */
  locate?: (address: string) => string;
}

/**
 * Reads one `item` of QTI 1.2 (ASI information model), or of Common Cartridge, into what the importer of QTI 2 makes.
 * @throws ImportRefused when nothing of it can be shown
 */
export function readQti1Item(
  item: XmlElement,
  { files = new FileNames(), locate = (at) => at }: Qti1Surroundings = {},
): ImportedItem {
  const presentation = child(item, 'presentation');
  if (!presentation) throw new ImportRefused('has no presentation', item.line);
  refuseCostly(item);
  const notes = new Notes();
  const context: Qti1Context = {
    notes,
    files,
    locate,
    styles: () => [],
    responses: new Map(),
    questions: [],
    rubrics: [],
    notShown: null,
  };
  const fields = readFields(item);
  const answers = new Answers(item);
  const kind = kindOf(fields);
  const read: ReadQuestion[] = [];
  const shown = bodyOf(presentation, context, (response) => {
    const one = readResponse(response, answers, kind, context);
    const { id } = one.question;
    if (read.some(({ question }) => question.id === id)) {
      throw new ImportRefused(`has no two responses apart: both are called "${id}"`, response.line);
    }
    read.push(one);
    return slotOf(id);
  });
  const { body, questions } = intoText(shown, read);
  context.questions.push(...questions);
  noteLeftOut(item, context);
  const kinds = new Set(context.questions.map(({ interactionType }) => interactionType));
  const byPerson = kinds.has('unsupported') || kinds.has('extendedText');
  const processing =
    kinds.size === 0 ? undefined : readProcessing(item, read, { points: pointsOf(fields), byPerson, notes });
  if (kinds.size === 0) context.questions.push({ id: 'reading', interactionType: 'reading', prompt: '' });
  const authored: AuthoredItem = {
    id: safeId(text(item, 'ident')?.trim() || 'item'),
    name: (text(item, 'title')?.trim() || text(item, 'ident') || '').slice(0, 1000),
    body: withoutLastSlots(body.trim(), context),
    media: [],
    alignmentIds: [],
    questions: context.questions,
    ...(context.rubrics.length > 0 && { rubric: context.rubrics.join('') }),
    ...(processing && { processing }),
  };
  refuseUnfit(authoredItem, authored, item);
  return { item: authored, files: files.list, notes: notes.list };
}

/** Puts questions where the text names them in brackets, once and not within a tag; the others stay where they are. */
function intoText(shown: string, read: readonly ReadQuestion[]): { body: string; questions: ItemContext['questions'] } {
  let body = shown;
  const questions = read.map(({ question, placeholder }) => {
    const mark = `[${escapeText(placeholder ?? '')}]`;
    const at = body.indexOf(mark);
    const isWithinTag = body.lastIndexOf('<', at) > body.lastIndexOf('>', at);
    if (!placeholder || at < 0 || isWithinTag || body.indexOf(mark, at + 1) >= 0) return question;
    body = body.replace(slotOf(question.id), '').replace(mark, () => slotOf(question.id));
    return { ...question, prompt: '' };
  });
  return { body, questions };
}

function bodyOf(holder: XmlElement, context: Qti1Context, ask: (response: XmlElement) => string): string {
  return elements(holder)
    .map((element) => {
      if (RESPONSES.includes(element.name)) return ask(element);
      if (element.name === 'flow') return `<div>${bodyOf(element, context, ask)}</div>`.replace(/^<div><\/div>$/, '');
      if (element.name === 'material') return block(materialHtml(element, context));
      return block(materialHtml({ ...holder, children: [element] }, context));
    })
    .join('');
}

const block = (html: string) => (html === '' ? '' : `<div>${html}</div>`);

/** What is not for students, and what an item of QTI 1 says that nothing here carries out. */
function noteLeftOut(item: XmlElement, context: Qti1Context): void {
  const [feedback] = elements(item, 'itemfeedback');
  if (feedback) context.notes.simplified(feedback, 'feedback is not shown');
  const [limit] = elements(item, 'duration');
  if (limit) context.notes.simplified(limit, 'a time limit of one question is not kept');
  for (const rubric of elements(item, 'rubric')) {
    const html = materialHtml(rubric, context);
    if (html !== '') context.rubrics.push(html);
  }
}
