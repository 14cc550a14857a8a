import { type ImportedItem, importItem } from '../../../../src/server/import/qti/import-item.ts';

interface Parts {
  /** Declarations, and what else stands before the body. */
  before?: string;
  body?: string;
  /** What stands behind the body. */
  rules?: string;
  attributes?: string;
  namespace?: string;
}

/** A QTI 2 item around what a test is about. */
export const itemXml = ({ before = '', body = '', rules = '', attributes = '', namespace = 'imsqti_v2p2' }: Parts) =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/${namespace}" identifier="I1" title="An item" adaptive="false" timeDependent="false" ${attributes}>
${before}<itemBody>${body}</itemBody>${rules}</assessmentItem>`;

export const read = (parts: Parts): ImportedItem => importItem(itemXml(parts));

/** A response declaration of identifiers, with its correct values. */
export const response = (id: string, cardinality: string, baseType: string, correct: string[] = [], more = '') =>
  `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${baseType}">${
    correct.length > 0
      ? `<correctResponse>${correct.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`
      : ''
  }${more}</responseDeclaration>`;

export const SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>';
export const template = (name: string) =>
  `<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/${name}"/>`;

/** What was noted, as `line kind: reason`. */
export const notesOf = ({ notes }: ImportedItem) => notes.map(({ line, kind, reason }) => `${line} ${kind}: ${reason}`);
