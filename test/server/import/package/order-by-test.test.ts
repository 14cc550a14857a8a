import { describe, expect, it } from 'vitest';
import { choice, type Files, manifest, PNG, packageOf, readFiles, refusalOf, saidOf } from './package.ts';

const items = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [`items/${id}.xml`, choice(id)]));
const resources = ['a', 'b', 'c', 'd'].map((id) => ({ id, href: `items/${id}.xml` }));
const TEST = { id: 'test', href: 'tests/test.xml', type: 'imsqti_test_xmlv2p1' };

const ref = (id: string, more = '') => `<assessmentItemRef identifier="r-${id}" href="../items/${id}.xml" ${more}/>`;
const section = (inside: string, attributes = 'identifier="s" title="S" visible="true"') =>
  `<assessmentSection ${attributes}>${inside}</assessmentSection>`;
const part = (inside: string, more = '') =>
  `<testPart identifier="p" navigationMode="nonlinear" submissionMode="simultaneous" ${more}>${inside}</testPart>`;
const testXml = (inside: string) =>
  `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T1" title="The test">\n${inside}</assessmentTest>`;

const readTest = (inside: string, more: Files = {}, also: typeof resources = resources) =>
  readFiles({ 'imsmanifest.xml': manifest([TEST, ...also]), 'tests/test.xml': testXml(inside), ...items, ...more });
const idsOf = ({ items: read }: { items: { id: string }[] }) => read.map(({ id }) => id);

describe('a test', () => {
  it('gives its name, and the order through parts, sections and sections in them', async () => {
    const read = await readTest(
      part(section(ref('d') + section(ref('b'), 'identifier="in" title="In" visible="true"') + ref('c'))) +
        part(section(ref('a'))),
    );
    expect(idsOf(read)).toEqual(['d', 'b', 'c', 'a']);
    expect(read.authored.name).toBe('The test');
    expect(read.items[0]?.href).toBe('items/d.xml');
    expect(saidOf(read)).toEqual([]);
  });

  it('is the same in the names of QTI 3', async () => {
    const qti3 = `<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="T1" title="The test">
      <qti-test-part identifier="p" navigation-mode="nonlinear" submission-mode="simultaneous">
      <qti-assessment-section identifier="s" title="S" visible="true"><qti-selection select="1"/>
      <qti-assessment-item-ref identifier="r" href="../items/b.xml"/><qti-assessment-item-ref identifier="q" href="../items/a.xml"/>
      </qti-assessment-section></qti-test-part></qti-assessment-test>`;
    const read = await readTest('', { 'tests/test.xml': qti3 }, resources.slice(0, 2));
    expect(idsOf(read)).toEqual(['b', 'a']);
    expect(saidOf(read)).toEqual([
      'tests/test.xml:3 simplified: a random selection of 1 out of 2 is not made: all of them are in the exam',
    ]);
  });

  it('leaves out what it does not name, and says so', async () => {
    const read = await readTest(part(section(ref('b'))), {}, resources.slice(0, 2));
    expect(idsOf(read)).toEqual(['b']);
    expect(read.skipped).toEqual([{ href: 'items/a.xml', reason: 'is not in the test tests/test.xml' }]);
  });

  it('brings what it names and the manifest does not, and names what is nowhere', async () => {
    const read = await readTest(part(section(ref('a') + ref('gone'))), {}, []);
    expect(idsOf(read)).toEqual(['a']);
    expect(read.skipped).toEqual([{ href: 'items/gone.xml', reason: 'is not in the package' }]);
  });

  it('that names an item twice has it once', async () => {
    const read = await readTest(part(section(ref('a') + ref('a'))), {}, resources.slice(0, 1));
    expect(idsOf(read)).toEqual(['a']);
    expect(saidOf(read)).toEqual(['tests/test.xml:2 simplified: ../items/a.xml is in the exam once']);
  });

  it('says what an exam cannot do, each thing at its line', async () => {
    const read = await readTest(
      [
        '<timeLimits maxTime="3600"/>',
        part(
          section(
            `<selection select="2"/>
<ordering shuffle="true"/>
${ref('a', 'fixed="true"').replace('/>', '><weight identifier="W" value="2"/></assessmentItemRef>')}
${ref('b').replace('/>', '><preCondition><isNull><variable identifier="x"/></isNull></preCondition></assessmentItemRef>')}
${ref('c').replace('/>', '><branchRule target="EXIT_TEST"/></assessmentItemRef>')}
${ref('d').replace('/>', '><itemSessionControl maxAttempts="3"/></assessmentItemRef>')}`,
          ),
        ).replace('nonlinear', 'linear'),
        '<outcomeProcessing/>',
        '<testFeedback access="atEnd"/>',
      ].join('\n'),
    );
    expect(saidOf(read).map((line) => line.replace(/^tests\/test\.xml:(\d+) simplified: /, '$1 '))).toEqual(
      expect.arrayContaining([
        '2 a time limit of 3600 seconds is not kept',
        '3 a linear part is not kept linear: students go back and forth',
        '3 a random selection of 2 out of 4 is not made: all of them are in the exam',
        expect.stringMatching(/^4 the order is the authored one: .*those that are fixed too$/),
        '5 a weight of 2 is not applied: points count as the item has them',
        '6 preCondition is not carried out: every item is shown',
        '7 branchRule is not carried out: every item is shown',
        expect.stringMatching(/^8 attempts at one item are not counted/),
        expect.stringMatching(/^9 the rules that score the test as a whole are not carried out/),
        '10 feedback of the test is not shown',
      ]),
    );
    expect(idsOf(read)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('may have sections in files of their own, whose items are relative to them', async () => {
    const read = await readTest(
      part(
        `<assessmentSectionRef identifier="r" href="../sections/one.xml"/><assessmentSectionRef identifier="q" href="gone.xml"/>`,
      ),
      { 'sections/one.xml': section(ref('c') + ref('a')) },
      resources.filter(({ id }) => 'ac'.includes(id)),
    );
    expect(idsOf(read)).toEqual(['c', 'a']);
    expect(saidOf(read)).toEqual(['tests/test.xml:2 skipped: the section tests/gone.xml is not in the package']);
  });

  it('that cannot be read leaves the order to the manifest, and is named', async () => {
    const read = await readTest('', { 'tests/test.xml': '<assessmentTest>' });
    expect(idsOf(read)).toEqual(['a', 'b', 'c', 'd']);
    expect(read.skipped).toEqual([{ href: 'tests/test.xml', reason: expect.stringMatching(/^is not well-formed/) }]);
  });

  it('beside another is the exam, and the other is named', async () => {
    const read = await readFiles({
      'imsmanifest.xml': manifest([TEST, { ...TEST, id: 'other', href: 'tests/other.xml' }, ...resources.slice(0, 2)]),
      'tests/test.xml': testXml(part(section(ref('b')))),
      'tests/other.xml': testXml(part(section(ref('a')))),
      ...items,
    });
    expect(idsOf(read)).toEqual(['b']);
    expect(read.skipped.map(({ href }) => href)).toEqual(['tests/other.xml', 'items/a.xml']);
  });

  it('alone, or leading out of its package, is refused by name and cause', async () => {
    const alone = (href: string) => refusalOf(packageOf({ 'imsmanifest.xml': manifest([{ ...TEST, href }]) }));
    expect((await alone('missing.xml')).message).toContain('missing.xml is not in the package');
    expect((await alone('../outside.xml')).message).toContain('../outside.xml lies outside of the package');
  });
});

describe('what a section says to all of its items', () => {
  it('stands beside each of them, pictures and all, and what is for a teacher does not', async () => {
    const rubric = (view: string, inside: string) => `<rubricBlock view="${view}">${inside}</rubricBlock>`;
    const text = '<p>Read <b>this</b>: <img src="map.png" alt="a map"/></p>';
    const read = await readTest(
      part(
        section(rubric('candidate tutor', text) + rubric('scorer', '<p>secret</p>') + ref('a') + ref('b')) +
          section(ref('c')),
      ),
      { 'tests/map.png': PNG },
    );
    const [a, b, c] = read.authored.items;
    expect(a?.stimulus).toEqual({
      id: 's',
      title: 'S',
      body: '<p>Read <b>this</b>: <img src="tests/map.png" alt="a map"></p>',
    });
    expect(b?.stimulus).toEqual(a?.stimulus);
    expect(c?.stimulus).toBeUndefined();
    expect(a?.media).toEqual([{ name: 'tests/map.png', type: 'image/png', data: '' }]);
    expect(JSON.stringify(read.authored)).not.toContain('secret');
  });

  it('joins what its part and its test say', async () => {
    const rubric = (inside: string) => `<rubricBlock view="candidate"><p>${inside}</p></rubricBlock>`;
    const read = await readTest(rubric('test') + part(rubric('part') + section(rubric('section') + ref('a'))));
    expect(read.authored.items[0]?.stimulus).toEqual({
      id: 'T1.p.s',
      title: 'S',
      body: '<div><p>test</p></div><div><p>part</p></div><div><p>section</p></div>',
    });
  });
});
