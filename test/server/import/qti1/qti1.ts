import { prepareExam } from '../../../../src/server/import/prepare-exam.ts';
import type { ImportedItem } from '../../../../src/server/import/qti/import-item.ts';
import { Notes } from '../../../../src/server/import/qti/notes.ts';
import { parseXml } from '../../../../src/server/import/qti/xml/parse-xml.ts';
import { readInterop } from '../../../../src/server/import/qti1/interop.ts';
import { readQti1Item } from '../../../../src/server/import/qti1/read-item.ts';
import { authoredExam } from '../../../../src/shared/contract/exam.ts';
import type { Response } from '../../../../src/shared/contract/response.ts';
import type { Score } from '../../../../src/shared/contract/score.ts';
import { scoreExam } from '../../../../src/shared/scoring/score-exam.ts';
import { PICTURE } from '../../device/school.ts';

interface Parts {
  metadata?: Record<string, string>;
  body: string;
  /** What stands in `resprocessing`, its `outcomes` too; none at all when it is left out. */
  rules?: string;
  after?: string;
}

/** An item of QTI 1.2 around what a test is about. */
export const itemXml = ({ metadata = {}, body, rules, after = '' }: Parts, ident = 'I1'): string => {
  const fields = Object.entries(metadata).map(
    ([label, entry]) =>
      `<qtimetadatafield><fieldlabel>${label}</fieldlabel><fieldentry>${entry}</fieldentry></qtimetadatafield>`,
  );
  return `<item ident="${ident}" title="Item ${ident}"><itemmetadata><qtimetadata>${fields.join('')}</qtimetadata></itemmetadata>
<presentation>${body}</presentation>${rules === undefined ? '' : `<resprocessing>${rules}</resprocessing>`}${after}</item>`;
};

export const interopXml = (...items: string[]): string =>
  `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment ident="A" title="Quiz"><section ident="root">${items.join('')}</section></assessment></questestinterop>`;

export const choices = (response: string, cardinality: string, ...idents: string[]): string =>
  `<response_lid ident="${response}" rcardinality="${cardinality}"><render_choice>${idents
    .map(
      (ident) => `<response_label ident="${ident}"><material><mattext>${ident}</mattext></material></response_label>`,
    )
    .join('')}</render_choice></response_lid>`;

export const text = (words: string, type = 'text/plain'): string =>
  `<material><mattext texttype="${type}">${words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</mattext></material>`;

export const decvar = (more = ''): string => `<outcomes><decvar varname="SCORE" vartype="Decimal" ${more}/></outcomes>`;
export const when = (test: string, set: string, more = ''): string =>
  `<respcondition ${more}><conditionvar>${test}</conditionvar>${set}</respcondition>`;
export const equal = (response: string, value: string): string =>
  `<varequal respident="${response}">${value}</varequal>`;
export const set = (value: number, action = 'Set'): string =>
  `<setvar action="${action}" varname="SCORE">${value}</setvar>`;

export const read = (parts: Parts): ImportedItem => readAll(interopXml(itemXml(parts)))[0] ?? never();

export function readAll(xml: string): ImportedItem[] {
  return readInterop(parseXml(xml), new Notes()).items.map((item) => readQti1Item(item));
}

function never(): never {
  throw new Error('there is no item');
}

/** What responses to the questions of an item score, as an exam that was put. */
export function scoreOf({ item, files }: ImportedItem, responses: Record<string, Response>): Score {
  const media = files.map(({ name }) => ({ name, type: 'image/gif', data: PICTURE }));
  const exam = authoredExam.parse(JSON.parse(JSON.stringify({ name: 'x', items: [{ ...item, media }] })));
  const keys = prepareExam(exam).items.map(({ key }) => key);
  return scoreExam(keys, { [item.id]: responses }).points;
}

export const chosen = (...indexes: number[]): Response => ({ options: indexes.map((index) => ({ index })) });
export const notesOf = ({ notes }: ImportedItem): string[] => notes.map(({ kind, reason }) => `${kind}: ${reason}`);
