import { type AuthoredItem, authoredItem } from '../../../shared/contract/exam.ts';
import { FileNames, type ItemFile } from './body/file-names.ts';
import { readBody } from './body/read-body.ts';
import { ImportRefused } from './import-refused.ts';
import type { ItemContext, StyleOf } from './item-context.ts';
import { type ImportNote, Notes } from './notes.ts';
import { refuseUnfit } from './refuse-unfit.ts';
import { readScoring } from './rules/read-scoring.ts';
import { readVariables } from './rules/read-variables.ts';
import { safeId } from './safe-id.ts';
import { flag, text } from './xml/attributes.ts';
import { child, type XmlElement } from './xml/element.ts';
import { parseXml } from './xml/parse-xml.ts';

/** A long item with its answers written out has some hundred kilobytes. */
export const MAX_ITEM_BYTES = 5_000_000;

export interface ImportedItem {
  /** As PUT would take it, but for the bytes of its media. */
  item: AuthoredItem;
  /** The files that its content shows, by the names that it calls them. */
  files: ItemFile[];
  notes: ImportNote[];
}

/** What surrounds an item in a package; alone it names its files by itself and has no styles. */
export interface ItemSurroundings {
  files?: FileNames;
  styles?: StyleOf;
  inserted?: ReadonlyMap<XmlElement, string>;
}

/**
 * Reads one assessmentItem of QTI 2.0, 2.1, 2.2 or 3.0.
 * @throws ImportRefused for what is not well-formed, is no item, or has nothing that can be shown
 */
export const importItem = (xml: string): ImportedItem => readShownItem(shownItem(xml));

/** The outermost element of an item that has something to show. @throws ImportRefused */
export function shownItem(xml: string): XmlElement {
  const root = itemElement(xml);
  if (!child(root, 'itemBody')) throw new ImportRefused('has no itemBody', root.line);
  return root;
}

/** The same of an element that `shownItem` gave. @throws ImportRefused */
export function readShownItem(root: XmlElement, surroundings?: ItemSurroundings): ImportedItem {
  const imported = readItem(root, surroundings);
  refuseUnfit(authoredItem, imported.item, root);
  return imported;
}

/** The same for an item whose rules alone are wanted: it need not have a body. @throws ImportRefused */
export const importRules = (xml: string): ImportedItem => readItem(itemElement(xml));

function itemElement(xml: string): XmlElement {
  const root = parseXml(xml);
  if (root.name === 'assessmentItem') return root;
  throw new ImportRefused(`is no assessmentItem: its outermost element is ${root.name.slice(0, 100)}`, root.line);
}

function readItem(
  root: XmlElement,
  { files = new FileNames(), styles = () => [], inserted = new Map() }: ItemSurroundings = {},
): ImportedItem {
  const body = child(root, 'itemBody');
  const notes = new Notes();
  const variables = readVariables(root, notes);
  const context: ItemContext = {
    notes,
    files,
    styles,
    inserted,
    responses: new Map(variables.responses.map((declaration) => [declaration.identifier, declaration])),
    questions: [],
    rubrics: [],
    notShown: notShown(root, notes),
  };
  const html = body ? readBody(body, context) : '';
  const processing = readScoring(root, variables, context);
  if (context.questions.length === 0) {
    context.questions.push({ id: 'reading', interactionType: 'reading', prompt: '' });
  }
  return {
    item: {
      id: safeId(text(root, 'identifier')?.trim() || 'item'),
      name: (text(root, 'title') || text(root, 'label') || text(root, 'identifier') || '').slice(0, 1000),
      body: html,
      media: [],
      alignmentIds: [],
      questions: context.questions,
      ...(context.rubrics.length > 0 && { rubric: context.rubrics.join('') }),
      ...(processing && { processing }),
    },
    files: context.files.list,
    notes: notes.list,
  };
}

/** Why the interactions of an item are not shown, in words; null when they are. */
function notShown(root: XmlElement, notes: Notes): string | null {
  const processing = child(root, 'templateProcessing');
  if (flag(root, 'adaptive')) {
    notes.skipped(root, 'an adaptive item cannot be shown yet: its text is');
    return 'adaptive item';
  }
  if (!processing) return null;
  notes.skipped(processing, 'an item made by a template cannot be shown yet: its text is');
  return 'item made by a template';
}
