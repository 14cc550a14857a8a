import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageRefused } from '../../../../src/server/import/package/package-refused.ts';
import { type ReadPackage, readPackage } from '../../../../src/server/import/package/read-package.ts';
import { Archive } from '../../../../src/server/import/package/zip/archive.ts';
import { type ZipEntry, zipOf } from '../../../support/zip.ts';

export type Files = Record<string, string | Uint8Array>;

export const entriesOf = (files: Files): ZipEntry[] => Object.entries(files).map(([name, data]) => ({ name, data }));
export const packageOf = (files: Files): Buffer => zipOf(entriesOf(files));

/** What importing would bring, or why nothing. */
export async function readZip(zip: Uint8Array): Promise<ReadPackage> {
  const folder = mkdtempSync(join(tmpdir(), 'satchel-package-'));
  try {
    const file = join(folder, 'package.zip');
    writeFileSync(file, zip);
    const archive = await Archive.open(file);
    try {
      return await readPackage(archive);
    } finally {
      archive.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const readFiles = (files: Files): Promise<ReadPackage> => readZip(packageOf(files));

/** The refusal of a package that has to be refused. */
export async function refusalOf(zip: Uint8Array): Promise<PackageRefused> {
  try {
    const { items } = await readZip(zip);
    throw new Error(`it was read, with ${items.length} items`);
  } catch (error) {
    if (error instanceof PackageRefused) return error;
    throw error;
  }
}

/** What the report says, as `file:line outcome: reason`. */
export const saidOf = ({ report }: Pick<ReadPackage, 'report'>): string[] =>
  report
    .filter(({ outcome }) => outcome !== 'imported')
    .map(({ file, line, outcome, reason }) => `${file}${line === null ? '' : `:${line}`} ${outcome}: ${reason}`);

/** An item of one choice, of which B is right. */
export const choice = (id: string, { body = '', before = '', title = `Item ${id}` } = {}) => `<?xml version="1.0"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="${id}" title="${title}" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>${before}
<itemBody>${body}<choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><prompt>Which?</prompt>
<simpleChoice identifier="A">one</simpleChoice><simpleChoice identifier="B">two</simpleChoice></choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/></assessmentItem>`;

export interface TestResource {
  id: string;
  href?: string;
  type?: string;
  inside?: string;
}

export const manifest = (
  resources: readonly TestResource[],
  { id = 'MANIFEST', namespace = 'http://www.imsglobal.org/xsd/imscp_v1p1', metadata = '' } = {},
) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="${namespace}" identifier="${id}">${metadata}<organizations/><resources>
${resources
  .map(
    ({ id: identifier, href = `${identifier}.xml`, type = 'imsqti_item_xmlv2p1', inside = '' }) =>
      `<resource identifier="${identifier}" type="${type}" href="${href}">${inside}<file href="${href}"/></resource>`,
  )
  .join('\n')}
</resources></manifest>`;

/** One red pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
