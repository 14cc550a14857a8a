import { describe, expect, it } from 'vitest';
import { choice, manifest, PNG, packageOf, readFiles, refusalOf, saidOf } from './package.ts';

const two = { 'a.xml': choice('a'), 'b.xml': choice('b') };

describe('a package with a manifest', () => {
  it('is an exam of its items, in the order of the manifest', async () => {
    const read = await readFiles({ 'imsmanifest.xml': manifest([{ id: 'b' }, { id: 'a' }]), ...two });
    expect(read.items).toEqual([
      { id: 'b', href: 'b.xml', title: 'Item b' },
      { id: 'a', href: 'a.xml', title: 'Item a' },
    ]);
    expect(read.authored.items[0]?.questions[0]).toMatchObject({
      interactionType: 'choice',
      options: [{ id: 'A' }, { id: 'B', isKey: true }],
    });
    expect(read.skipped).toEqual([]);
    expect(read.report).toEqual([
      { file: 'b.xml', line: null, outcome: 'imported', id: 'b', title: 'Item b', questions: ['choice'] },
      { file: 'a.xml', line: null, outcome: 'imported', id: 'a', title: 'Item a', questions: ['choice'] },
    ]);
  });

  it.each([
    ['2.0', 'imsqti_item_xmlv2p0', 'http://www.imsglobal.org/xsd/imscp_v1p1'],
    ['2.2', 'imsqti_item_xmlv2p2', 'http://www.imsglobal.org/xsd/imscp_v1p1'],
    ['2.2 of APIP', 'imsqti_apipitem_xmlv2p2', 'http://www.imsglobal.org/xsd/apip/apipv1p0/imscp_v1p1'],
    ['3.0', 'imsqti_item_xmlv3p0', 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1'],
  ])('of version %s is read by the names of its elements', async (_, type, namespace) => {
    const read = await readFiles({ 'imsmanifest.xml': manifest([{ id: 'a', type }], { namespace }), ...two });
    expect(read.items.map(({ id }) => id)).toEqual(['a']);
  });

  it('under a prefix, with the base of an address said apart, is the same', async () => {
    const plain = manifest([{ id: 'a' }]).replace('<resources>', '<resources xml:base="items/">');
    const prefixed = plain.replaceAll(/<(\/?)(?=[a-z])/g, '<$1cp:').replace('xmlns=', 'xmlns:cp=');
    const read = await readFiles({ 'imsmanifest.xml': prefixed, 'items/a.xml': choice('a') });
    expect(read.items).toEqual([{ id: 'a', href: 'a.xml', title: 'Item a' }]);
  });

  it('may lie one folder down, beside what a file manager leaves', async () => {
    const read = await readFiles({
      '__MACOSX/test/._imsmanifest.xml': 'x',
      '.DS_Store': 'x',
      'test/imsmanifest.xml': manifest([{ id: 'a' }, { id: 'b' }]),
      'test/a.xml': choice('a', { body: '<p><img src="img/red.png" alt="red"/></p>' }),
      'test/b.xml': choice('b'),
      'test/img/red.png': PNG,
    });
    expect(read.items.map(({ href }) => href)).toEqual(['a.xml', 'b.xml']);
    expect(read.files).toMatchObject([{ path: 'img/red.png', type: 'image/png', bytes: PNG.length }]);
  });

  it('brings its good items when one is bad, and says which, where and why', async () => {
    const read = await readFiles({
      'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'bad' }, { id: 'gone' }, { id: 'b' }]),
      ...two,
      'bad.xml': '<assessmentItem>\n<itemBody>',
    });
    expect(read.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(read.skipped).toEqual([
      { href: 'bad.xml', reason: expect.stringMatching(/^is not well-formed XML/) },
      { href: 'gone.xml', reason: 'is not in the package' },
    ]);
    expect(saidOf(read)).toEqual([
      expect.stringMatching(/^bad\.xml:2 refused: is not well-formed XML/),
      'gone.xml refused: is not in the package',
    ]);
  });

  it('without a good item is refused, with the first cause and the whole report', async () => {
    const files = { 'imsmanifest.xml': manifest([{ id: 'bad' }, { id: 'gone' }]), 'bad.xml': '<assessmentItem/>' };
    const refusal = await refusalOf(packageOf(files));
    expect(refusal.message).toBe('no item of the package can be taken: bad.xml, line 1, has no itemBody');
    expect(saidOf(refusal)).toEqual(['bad.xml:1 refused: has no itemBody', 'gone.xml refused: is not in the package']);
    expect(refusal.skipped.map(({ href }) => href)).toEqual(['bad.xml', 'gone.xml']);
  });

  it('tells two items of one identifier apart', async () => {
    const read = await readFiles({
      'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'b' }]),
      'a.xml': choice('same'),
      'b.xml': choice('same'),
    });
    expect(read.items.map(({ id }) => id)).toEqual(['same', 'same-2']);
    expect(read.prepared.map(({ student, key }) => [student.id, key.id])).toEqual([
      ['same', 'same'],
      ['same-2', 'same-2'],
    ]);
  });

  it('of types that a tool made up is told by what is in its files', async () => {
    const read = await readFiles({
      'imsmanifest.xml': manifest([
        { id: 'a', type: 'webcontent' },
        { id: 'notes', type: 'webcontent' },
      ]),
      'a.xml': `<?xml version="1.0"?><!-- <x> -->${choice('a').slice(21)}`,
      'notes.xml': '<notes/>',
    });
    expect(read.items.map(({ id }) => id)).toEqual(['a']);
  });

  it('that names nothing brings every item file there is', async () => {
    const read = await readFiles({ 'imsmanifest.xml': manifest([]), ...two });
    expect(read.items.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(saidOf(read)).toEqual([expect.stringMatching(/^imsmanifest.xml simplified: names no item/)]);
  });
});

describe('an archive without a manifest', () => {
  it('is an exam of every item in it, in the order that a person puts the names', async () => {
    const read = await readFiles({
      'q10.xml': choice('ten'),
      'q9.xml': choice('nine'),
      'more/q1.xml': choice('one'),
      'readme.txt': 'x',
      'other.xml': '<passage/>',
    });
    expect(read.items.map(({ href }) => href)).toEqual(['more/q1.xml', 'q9.xml', 'q10.xml']);
    expect(saidOf(read)).toEqual(['other.xml skipped: is neither an item nor a test']);
  });

  it('without an item is refused', async () => {
    expect((await refusalOf(packageOf({ 'other.xml': '<passage/>' }))).message).toBe(
      'no item of the package can be taken: other.xml is neither an item nor a test',
    );
    expect((await refusalOf(packageOf({ 'readme.txt': 'x' }))).message).toBe('there is no item in the package');
  });
});

describe('the id of the exam', () => {
  const files = { 'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'b' }]), ...two };

  it('is the same for the same package, also when an item of it was put right', async () => {
    const first = await readFiles(files);
    const again = await readFiles(files);
    const corrected = await readFiles({ ...files, 'a.xml': choice('a', { body: '<p>More.</p>' }) });
    const broken = await readFiles({ ...files, 'b.xml': 'x' });
    expect(first.examId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([again.examId, corrected.examId, broken.examId]).toEqual([first.examId, first.examId, first.examId]);
  });

  it('is another for other items under the identifier that a tool gives to all its packages', async () => {
    const other = await readFiles({ 'imsmanifest.xml': manifest([{ id: 'c' }]), 'c.xml': choice('c') });
    expect(other.examId).not.toBe((await readFiles(files)).examId);
  });
});

describe('the name of the exam', () => {
  it('is the title in the metadata, or that of its first item', async () => {
    const metadata = `<metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><title><string>Money\n matters</string></title></general></lom></metadata>`;
    const titled = await readFiles({ 'imsmanifest.xml': manifest([{ id: 'a' }], { metadata }), ...two });
    expect(titled.authored.name).toBe('Money matters');
    expect((await readFiles({ 'imsmanifest.xml': manifest([{ id: 'a' }]), ...two })).authored.name).toBe('Item a');
  });
});
