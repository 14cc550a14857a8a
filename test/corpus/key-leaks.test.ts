import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importItem } from '../../src/server/import/qti/import-item.ts';
import type { AuthoredItem } from '../../src/shared/contract/exam.ts';
import type { StudentItem } from '../../src/shared/contract/student/item.ts';
import { readItem, readMedia } from '../../src/student/db/read-item.ts';
import { readyKeys } from '../../src/student/db/ready-keys.ts';
import { type Device, openSchool, type School } from '../student/sync/classroom.ts';
import { CANARY, markItem } from './canaries.ts';
import { importedTexts } from './imported.ts';
import { withFiles } from './with-files.ts';

/*
 * Whatever of an item tells its key is marked before it is imported (canaries.ts), and the exam goes the whole way: put, sealed,
 * listed, downloaded, installed by the app's own code. The oracle: no mark is in
 *
 *   - any byte that the device received, read as it came and, where it is base64, decoded
 *   - any row of the device's database
 *   - any item or file, opened with the content key as the student may open it
 *
 * and nothing that is opened has a field of a key. The marks are in what the server keeps, or the search could not fail.
 */
const ITEMS_AN_EXAM = 60;

/** What is in a file: the mark of its name only where nothing of the file may be there. */
const wordsOf = (name: string) => name.replace(/kcanary(\d+x\d+file)/, '$1');

const items = importedTexts().map(({ path, xml }, at) => {
  const { xml: marked, canaries } = markItem(xml, at);
  const imported = importItem(marked);
  return { path, canaries, item: { ...withFiles(imported, (name) => `${at} ${wordsOf(name)}`), id: `item-${at}` } };
});
const canaries = new Set(items.flatMap((one) => one.canaries));
const exams = Array.from({ length: Math.ceil(items.length / ITEMS_AN_EXAM) }, (_, at) =>
  items.slice(at * ITEMS_AN_EXAM, (at + 1) * ITEMS_AN_EXAM).map(({ item }) => item),
);

function marksIn(text: string): string[] {
  const found = [...text.matchAll(CANARY)].map(([mark]) => mark);
  const decoded = [...text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)].flatMap(([written]) => [
    ...Buffer.from(written, 'base64').toString('latin1').matchAll(CANARY),
  ]);
  return [...found, ...decoded.map(([mark]) => mark)].filter((mark) => canaries.has(mark));
}

/** Of `ItemKey`, of what the importer reads a key from, and of what is for staff; ids of options are names that authors gave. */
const FIELDS_OF_KEYS = [
  ...[
    'isKey',
    'keys',
    'key',
    'correct',
    'correctResponse',
    'mapping',
    'areaMapping',
    'processing',
    'rules',
    'declaration',
  ],
  ...[
    'scoredBy',
    'scoredByPerson',
    'maxScore',
    'minScore',
    'optionCount',
    'rubric',
    'feedback',
    'caseSensitive',
    'entries',
  ],
  ...['mapKey', 'mappedValue', 'defaultValue', 'outcomes', 'responses', 'alignmentIds', 'name'],
];

function fieldsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => fieldsIn(one, `${path}.${at}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => [
    ...(FIELDS_OF_KEYS.includes(name) ? [`${path}.${name}`] : []),
    ...fieldsIn(below, `${path}.${name}`),
  ]);
}

/** `name` is a media file's, and what an interaction is called that cannot be shown; anywhere else it is its author's. */
function fieldsOfKeys({ media, questions, ...item }: StudentItem): string[] {
  const files = media.map(({ name: _, ...file }) => file);
  const asked = questions.map((question) =>
    question.interactionType === 'unsupported' ? (({ name: _, ...rest }) => rest)(question) : question,
  );
  const named = questions.flatMap((question) =>
    ['options', 'sources', 'targets', 'areas', 'gaps'].filter((list) => {
      const options: unknown = new Map(Object.entries(question)).get(list);
      return Array.isArray(options) && options.some((one: object) => 'id' in one || 'identifier' in one);
    }),
  );
  return [...fieldsIn({ ...item, files, asked }, 'item'), ...named.map((list) => `ids of ${list}`)];
}

/** Every row of every table as text; bytes as they are. */
async function rowsOf(device: Device): Promise<string> {
  const rows = await Promise.all(device.db.tables.map((table) => table.toArray()));
  return JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array || value instanceof ArrayBuffer
      ? Buffer.from(value as Uint8Array).toString('latin1')
      : value,
  );
}

let school: School;
beforeAll(async () => {
  school = await openSchool();
  for (const [at, exam] of exams.entries()) {
    await school.api('PUT', `/api/exam/corpus-${at}`, { name: `Exam ${at}`, items: exam });
  }
});
afterAll(() => school.close());

test('nearly every item of the corpus is marked, and the marks are in what the server keeps', async () => {
  expect(items.length).toBeGreaterThan(420);
  expect(items.filter((one) => one.canaries.length > 0).length).toBeGreaterThan(360);
  const kept = new Set<string>();
  for (const at of exams.keys()) {
    for (const mark of marksIn(JSON.stringify(await school.api('GET', `/api/exam/corpus-${at}`)))) kept.add(mark);
  }
  for (const kind of ['id', 'text', 'scorer', 'file']) {
    expect([...kept].filter((mark) => mark.endsWith(kind)).length, kind).toBeGreaterThan(5);
  }
  expect([...kept].filter((mark) => /^\d/.test(mark)).length).toBeGreaterThan(80);
});

test('the search finds a mark as it stands, in base64, and in the URL’s alphabet of it', () => {
  const [mark = ''] = canaries;
  const hidden = `something before, ${mark}, and something behind it`;
  for (const encoding of ['utf8', 'base64', 'base64url'] as const) {
    expect(marksIn(`{"x":"${Buffer.from(hidden).toString(encoding)}"}`)).toEqual([mark]);
  }
});

const pathOf = (id: string) => items.find(({ item }) => item.id === id)?.path;
const SHOWN = { showScoreOnComplete: true, showCorrectAnswersOnComplete: true };

describe.each(['server', 'submit'] as const)('with keyRelease %s', (keyRelease) => {
  test.each([...exams.entries()])('no key of exam %i is on the device or went there', async (at, exam) => {
    const device = school.device();
    const received: string[] = [];
    device.always = async (forward) => {
      const response = await forward();
      received.push(Buffer.from(await response.clone().arrayBuffer()).toString('latin1'));
      return response;
    };
    const made = await school.api('POST', `/api/exam/corpus-${at}/config`, { config: { ...SHOWN, keyRelease } });
    const seat = await school.createSession(
      `student-${keyRelease}-${at}`,
      (made as { examConfig: { id: string } }).examConfig.id,
    );
    const run = await device.start(seat);
    expect(await device.claim(run)).toBeTruthy();
    expect(received.length).toBeGreaterThan(3);
    const session = await device.session(seat.sessionId);
    const on = { package: session.readyPackage ?? '', contentKey: readyKeys(session).contentKey };
    const opened = await Promise.all(exam.map(({ id }: AuthoredItem) => readItem(device.db, on, id)));
    const leaks = [];
    for (const item of opened) {
      const shown = await Promise.all(
        item.media.map(async (file) => await (await readMedia(device.db, on, file)).text()),
      );
      const found = [...marksIn(JSON.stringify(item)), ...shown.flatMap(marksIn), ...fieldsOfKeys(item)];
      if (found.length > 0) leaks.push({ path: pathOf(item.id), found });
    }
    expect(leaks).toEqual([]);
    expect(marksIn(received.join('\n'))).toEqual([]);
    expect(marksIn(await rowsOf(device))).toEqual([]);
  });
});

test('nothing leaves under a code, which is refused until it is honoured', async () => {
  const config = { keyRelease: 'code' };
  await expect(school.api('POST', '/api/exam/corpus-0/config', { config })).rejects.toThrow('not honoured');
});
