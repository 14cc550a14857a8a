import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = readFileSync(join(import.meta.dirname, 'exam-session-api.txt'), 'utf8');

export type SampleName =
  | 'List Exam Sessions'
  | 'Get Exam Session'
  | 'Get Exam Session Results'
  | 'Set Responses'
  | 'Retake Session'
  | 'Reset Session'
  | 'Reopen Session';

export interface Sample {
  /** `POST /api/exam-sessions` */
  request: string;
  requestBody: unknown;
  response: unknown;
}

/**
 * A route's samples out of the users' API document, as they stand there: only the struck-out line and the `...` between
 * elements, which are no JSON, are taken out.
 */
export function sample(name: SampleName): Sample {
  const section = sectionOf(name);
  const [request = '', response] = section.split('← Sample Response');
  return {
    request: /^(GET|POST) \S+$/m.exec(section)?.[0] ?? '',
    requestBody: readJson(request),
    response: readJson(response ?? ''),
  };
}

function sectionOf(name: SampleName): string {
  const titles: SampleName[] = [
    'List Exam Sessions',
    'Get Exam Session',
    'Get Exam Session Results',
    'Set Responses',
    'Retake Session',
    'Reset Session',
    'Reopen Session',
  ];
  const starts = titles.map((title) => DOCUMENT.search(new RegExp(`^${title}$`, 'm')));
  const start = starts[titles.indexOf(name)] ?? -1;
  if (start < 0) throw new Error(`the document has no section ${name}`);
  const end = Math.min(DOCUMENT.length, ...starts.filter((other) => other > start));
  return DOCUMENT.slice(start, end);
}

function readJson(text: string): unknown {
  const start = text.search(/^\{$/m);
  if (start < 0) return undefined;
  const json = text
    .slice(start, text.lastIndexOf('}') + 1)
    .replace(/^~~.*~~$\n/gm, '')
    .replace(/,\n\.\.\.$/gm, '');
  return JSON.parse(json);
}
