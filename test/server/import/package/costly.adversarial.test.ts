import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../src/server/import/package/limits.ts';
import { zipOf } from '../../../support/zip.ts';
import { choices, decvar, equal, interopXml, itemXml, set, when } from '../qti1/qti1.ts';
import { choice, entriesOf, manifest, PNG, readFiles, readZip, refusalOf, saidOf } from './package.ts';

/*
 * Small packages that are much work. The server answers students in the same thread: what is read there has to cost what it weighs.
 * Where the cost grew with the square, a test here would take minutes, and end by its time.
 */

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const quiz = (...items: string[]) => ({ 'quiz.xml': interopXml(...items) });
/** Stored, so that what repeats itself is no bomb. */
const storedZip = (files: Record<string, string | Uint8Array>) =>
  zipOf(entriesOf(files).map((entry) => ({ ...entry, stored: true })));

const ASKED = choices('r', 'Multiple', 'A', 'B');
const ALL = 'continue="Yes"';

describe('of a quiz of QTI 1', () => {
  it('a text full of tags that never end is refused for its length', async () => {
    const words = `<material><mattext><![CDATA[${'<p '.repeat(300_000)}]]></mattext></material>`;
    const { message } = await refusalOf(storedZip(quiz(itemXml({ body: words }))));
    expect(message).toContain('expected string to have <=200000 characters');
  });

  it.each([
    ['conditions', when(equal('r', 'A'), set(1, 'Add'), ALL).repeat(5000)],
    ['conditions', (when(equal('r', 'A'), set(1), ALL) + when(equal('r', 'B'), set(1))).repeat(2500)],
    ['rules', when(equal('r', 'A').repeat(12_000), set(1))],
    ['rules', when(equal('r', 'A'), times(12_000, (n) => `<setvar varname="v${n}">1</setvar>`).join(''))],
    ['rules', times(12_000, (n) => decvar().replace('SCORE', `v${n}`)).join('')],
  ])('an item with more %s than anybody writes is refused, and the others are taken', async (what, rules) => {
    const read = await readZip(storedZip(quiz(itemXml({ body: ASKED, rules }, 'I1'), itemXml({ body: ASKED }, 'I2'))));
    expect(read.items).toMatchObject([{ id: 'I2' }]);
    expect(read.skipped).toEqual([{ href: 'quiz.xml#I1', reason: `has more ${what} than can be read` }]);
  });

  it('an item with more responses than anybody gives is refused', async () => {
    const body = times(5000, (n) => `<response_str ident="r${n}"><render_fib/></response_str>`).join('');
    expect((await refusalOf(storedZip(quiz(itemXml({ body }))))).message).toContain(
      'has more responses than can be read',
    );
  });

  it('pictures that are looked for in a package of many files are found, or told, without going through all of them', async () => {
    const pictures = Object.fromEntries(times(8000, (n) => [`files/of/a/course/${n}.png`, PNG]));
    const html = times(3000, (n) => `<img src="there/is/no/x${n}.png">`).join('');
    const body = `<material><mattext texttype="text/html"><![CDATA[<p>Look:</p><img src="course/7.png">${html}]]></mattext></material>${ASKED}`;
    const { authored } = await readZip(storedZip({ ...pictures, ...quiz(itemXml({ body })) }));
    expect(authored.items[0]?.media).toMatchObject([{ name: 'files/of/a/course/7.png' }]);
  });

  it('items without anything are told to a bound', async () => {
    const { skipped, items } = await readZip(
      storedZip(quiz('<item/>'.repeat(LIMITS.skipped + 500), itemXml({ body: ASKED }))),
    );
    expect(items).toHaveLength(1);
    expect(skipped).toHaveLength(LIMITS.skipped);
  });

  it('a file with many items leaves others their turn', async () => {
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 0);
    await readZip(storedZip(quiz(...times(100, (n) => itemXml({ body: ASKED }, `I${n}`)))));
    clearInterval(turn);
    expect(turns).toBeGreaterThan(10);
  });
});

describe('of a package', () => {
  it('files that begin with comments within comments are told to be no items', async () => {
    const comments = '<!--'.repeat(16_000);
    const files = Object.fromEntries(times(60, (n) => [`${n}.xml`, comments]));
    const read = await readZip(storedZip({ ...files, 'a.xml': choice('a') }));
    expect(read.items).toHaveLength(1);
    expect(saidOf(read)).toHaveLength(60);
  });

  it('an item that follows a comment is one, and one within a comment is none', async () => {
    const files = {
      'a.xml': `<!-- <p> --><!----><?x?>${choice('a').slice(21)}`,
      'b.xml': `<!-- ${choice('b').slice(21)}`,
    };
    expect((await readFiles(files)).items).toMatchObject([{ id: 'a' }]);
  });

  it('a stylesheet that is named again and again is read once, and of many some', async () => {
    const css = times(2000, (n) => `.a${n}{font-weight:bold}`).join('');
    const sheets = Object.fromEntries(times(20, (n) => [`${n}.css`, css]));
    const named = times(20, (n) => `<stylesheet href="${n}.css" type="text/css"/>`).join('');
    const body = times(500, (n) => `<p class="b${n} a7">x</p>`).join('');
    const item = choice('a', { before: '<stylesheet href="0.css" type="text/css"/>'.repeat(5000) + named, body });
    const read = await readZip(storedZip({ 'a.xml': item, ...sheets }));
    expect(read.authored.items[0]?.body).toContain('<p class="b499 a7 bold bold');
    expect(read.authored.items[0]?.body.match(/b499[^>]*/)?.[0].match(/bold/g)).toHaveLength(10);
    expect(saidOf(read).join('\n')).toContain('more than 10 stylesheets are not read');
  });

  it.each([
    ['pages', { body: '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="long.html"/>'.repeat(3000) }],
    ['pages', { body: '<object type="text/html" data="long.html"/>'.repeat(3000) }],
    ['passages', { before: '<assessmentStimulusRef identifier="s" href="long.xml"/>'.repeat(3000) }],
  ])('an item that shows the same %s again and again falls alone', async (_, parts) => {
    const words = 'word '.repeat(60_000);
    const passage = `<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="s" title="s"><stimulusBody><p>${words}</p></stimulusBody></assessmentStimulus>`;
    const files = { 'long.html': `<html><body><p>${words}</p></body></html>`, 'long.xml': passage };
    const items = {
      'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'b' }]),
      'a.xml': choice('a', parts),
      'b.xml': choice('b'),
    };
    const read = await readZip(storedZip({ ...items, ...files }));
    expect(read.items).toMatchObject([{ id: 'b' }]);
    expect(read.skipped).toEqual([
      { href: 'a.xml', reason: expect.stringMatching(/^shows \d+ characters of text out of other files/) },
    ]);
  });

  it('a drawing whose entities stand behind a long comment is none', async () => {
    const svg = (before: string) => `${before}<svg xmlns="http://www.w3.org/2000/svg"><text>&b;</text></svg>`;
    const entities = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';
    const hidden = (start: string, end: string) =>
      svg(`<?xml version="1.0"?>${start} <svg > ${' '.repeat(5000)}${end}${entities}`);
    const files = {
      'a.svg': hidden('<!--', '-->'),
      'b.svg': hidden('<?x', '?>'),
      'c.svg': hidden('<!DOCTYPE svg [<!-- ', '-->]>'),
      'd.svg': svg(
        `<?xml version="1.0"?><!-- made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">\n`,
      ),
    };
    const body = Object.keys(files)
      .map((name) => `<p><img src="${name}" alt="x"/></p>`)
      .join('');
    const { authored } = await readZip(storedZip({ 'q.xml': choice('q', { body }), ...files }));
    expect(authored.items[0]?.media.map(({ name }) => name)).toEqual(['d.svg']);
  });

  it('pictures whose names are alike once they are safe each get their own', async () => {
    const names = times(3000, (n) => String.fromCodePoint(0x4e00 + n));
    const pictures = Object.fromEntries(names.map((name) => [`${name}.png`, PNG]));
    const items = times(6, (n) => ({ id: `i${n}`, shown: names.slice(n * 500, n * 500 + 500) }));
    const files = items.map(({ id, shown }) => [
      `${id}.xml`,
      choice(id, { body: shown.map((name) => `<p><img src="${name}.png" alt=""/></p>`).join('') }),
    ]);
    const read = await readZip(
      storedZip({ 'imsmanifest.xml': manifest(items), ...Object.fromEntries(files), ...pictures }),
    );
    const shown = read.authored.items.flatMap(({ media }) => media.map(({ name }) => name));
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBeGreaterThan(100);
  });
});
