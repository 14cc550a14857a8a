import { type AuthoredItem, authoredItem } from '../../../shared/contract/exam.ts';
import type { ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import { FileNames } from '../qti/body/file-names.ts';
import { withoutLastSlots } from '../qti/body/read-body.ts';
import type { ImportedItem } from '../qti/import-item.ts';
import { ImportRefused } from '../qti/import-refused.ts';
import { Notes } from '../qti/notes.ts';
import { refuseUnfit } from '../qti/refuse-unfit.ts';
import { safeId } from '../qti/safe-id.ts';
import { text } from '../qti/xml/attributes.ts';
import { child, descendants, elements, type XmlElement } from '../qti/xml/element.ts';
import { Answers } from './answers.ts';
import { materialHtml, type Qti1Context } from './material.ts';
import { isEssay, pointsOf, readFields } from './metadata.ts';
import { readProcessing } from './processing.ts';
import { RESPONSES, readResponse } from './questions.ts';

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
  const declarations: ResponseDeclaration[] = [];
  const body = bodyOf(presentation, context, (response) => {
    const { question, declaration } = readResponse(response, answers, isEssay(fields), context);
    if (context.questions.some(({ id }) => id === question.id)) {
      throw new ImportRefused(`has no two responses apart: both are called "${question.id}"`, response.line);
    }
    context.questions.push(question);
    declarations.push(declaration);
    return `<slot name="${question.id}"></slot>`;
  });
  noteLeftOut(item, context);
  const kinds = new Set(context.questions.map(({ interactionType }) => interactionType));
  const byPerson = kinds.has('unsupported') || kinds.has('extendedText');
  const processing =
    kinds.size === 0 ? undefined : readProcessing(item, declarations, { points: pointsOf(fields), byPerson, notes });
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
  return { item: authored, files: files.list, stimuli: [], notes: notes.list };
}

/** As the contract has it for the variables of an item. */
const MAX_RESPONSES = 500;
/** Rules that the contract has room for are a fifth of these, and what reads them goes through them more than once. */
const MAX_RULE_ELEMENTS = 10_000;
const RULE_ELEMENTS = ['setvar', 'decvar', 'and', 'or', 'not', 'varequal', 'varlt', 'varlte', 'vargt', 'vargte'];
/** Each may stand within the one before. */
const MAX_CONDITIONS = 2000;

/** @throws ImportRefused for what nobody could answer or score, before it is read */
function refuseCostly(item: XmlElement): void {
  const refuse = (what: string) => {
    throw new ImportRefused(`has more ${what} than can be read`, item.line);
  };
  if (descendants(item, ...RESPONSES).length > MAX_RESPONSES) refuse('responses');
  if (descendants(item, 'respcondition').length > MAX_CONDITIONS) refuse('conditions');
  if (descendants(item, ...RULE_ELEMENTS).length > MAX_RULE_ELEMENTS) refuse('rules');
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
