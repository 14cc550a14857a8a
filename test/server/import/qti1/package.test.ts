import { expect, it } from 'vitest';
import { choice, manifest, PNG, packageOf, readFiles, refusalOf, saidOf } from '../package/package.ts';
import { choices, decvar, equal, interopXml, itemXml, set, text, when } from './qti1.ts';

const rules = decvar('maxvalue="100"') + when(equal('R', 'A'), set(100));
const body = (html = 'Which?') => text(html, 'text/html') + choices('R', 'Single', 'A', 'B');
const item = (ident: string, html?: string) =>
  itemXml({ metadata: { cc_profile: 'cc.multiple_choice.v0p1' }, body: body(html), rules }, ident);
const cartridge = (files: Record<string, string | Uint8Array>, type = 'imsqti_xmlv1p2/imscc_xmlv1p1/assessment') =>
  readFiles({ 'imsmanifest.xml': manifest([{ id: 'quiz', href: 'quiz/quiz.xml', type }]), ...files });

it.each([
  'imsqti_xmlv1p2',
  'imsqti_xmlv1p2/imscc_xmlv1p1/assessment',
  'imsqti_xmlv1p2/imscc_xmlv1p3/question-bank',
  'text/xml',
])('a resource of type %s is an exam of its items, under its own title', async (type) => {
  const read = await cartridge({ 'quiz/quiz.xml': interopXml(item('a'), item('b')) }, type);
  expect(read.authored).toMatchObject({ name: 'Quiz', items: [{ id: 'a' }, { id: 'b' }] });
  expect(read.items).toEqual([
    { id: 'a', href: 'quiz/quiz.xml#a', title: 'Item a' },
    { id: 'b', href: 'quiz/quiz.xml#b', title: 'Item b' },
  ]);
  expect(read.prepared[0]?.key.processing).toMatchObject({ minScore: 0, maxScore: 1 });
});

it('an item that cannot be read falls alone, with its line', async () => {
  const bad = itemXml({ body: choices('R', 'Single') }, 'bad');
  const read = await cartridge({ 'quiz/quiz.xml': interopXml(item('a'), bad, item('b')) });
  expect(read.items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(read.skipped).toEqual([
    { href: 'quiz/quiz.xml#bad', reason: expect.stringContaining('has no response_lid that can be used') },
  ]);
  expect(saidOf(read)).toEqual([expect.stringMatching(/^quiz\/quiz\.xml:\d+ refused: has no response_lid/)]);
});

it.each([
  ['beside the file', 'red.png', 'quiz/red.png'],
  ['at the root', 'red.png', 'red.png'],
  ['where Common Cartridge says', '$IMS-CC-FILEBASE$/red.png', 'web_resources/red.png'],
  ['where it says so in percent signs', '%24IMS-CC-FILEBASE%24/a%20b/red.png', 'web_resources/a b/red.png'],
  ['where an older tool says', '$IMS_CC_FILE_BASE$org1/red.png', 'exam/my_files/org1/red.png'],
])('a picture %s is found', async (_, address, path) => {
  const read = await cartridge({
    'quiz/quiz.xml': interopXml(item('a', `<img src="${address}" alt="red">`)),
    [path]: PNG,
  });
  expect(read.files.map((file) => file.path)).toEqual([path]);
  expect(saidOf(read)).toEqual([]);
});

it('a picture that is nowhere leaves its alternative, and is told', async () => {
  const read = await cartridge({ 'quiz/quiz.xml': interopXml(item('a', '<img src="red.png" alt="a red square">')) });
  expect(read.authored.items[0]?.body).toContain('a red square');
  expect(saidOf(read)).toEqual([expect.stringContaining('red.png is not in the package')]);
});

it('a file of QTI 1 without a manifest is taken as well', async () => {
  expect((await readFiles({ 'quiz.xml': interopXml(item('a')) })).items).toMatchObject([{ href: 'quiz.xml#a' }]);
});

it('a package with nothing in it is refused with a line that says so', async () => {
  const empty: Array<Record<string, string | Uint8Array>> = [
    {},
    { 'red.png': PNG },
    { 'imsmanifest.xml': manifest([]) },
  ];
  for (const files of empty) {
    expect((await refusalOf(packageOf(files))).report).toMatchObject([{ outcome: 'refused', reason: 'has no item' }]);
  }
});

it('two quizzes of which the manifest says the same are two exams; one that was corrected stays what it is', async () => {
  const quiz = (title: string, html?: string) =>
    interopXml(item('a', html)).replace('title="Quiz"', `title="${title}"`);
  const ids = [quiz('Rivers'), quiz('Rivers', 'Which, then?'), quiz('Mountains'), quiz('Rivers').replace('"A"', '"B"')];
  const [rivers, corrected, ...others] = await Promise.all(
    ids.map(async (xml) => (await cartridge({ 'quiz/quiz.xml': xml })).examId),
  );
  expect(corrected).toBe(rivers);
  expect(new Set([rivers, ...others]).size).toBe(3);
});

it('two packages without a manifest whose files are called the same are two exams', async () => {
  const [one, other] = await Promise.all(
    ['One', 'Other'].map((title) => readFiles({ '1.xml': choice('a', { title }) })),
  );
  expect(one?.examId).not.toBe(other?.examId);
});
