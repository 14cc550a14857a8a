import { describe, expect, it } from 'vitest';
import { sniffMedia } from '../../../../src/server/import/package/media/sniff-media.ts';
import { readStylesheet } from '../../../../src/server/import/package/stylesheet.ts';
import { parseXml } from '../../../../src/server/import/qti/xml/parse-xml.ts';
import { choice, type Files, manifest, PNG, readFiles, saidOf } from './package.ts';

const read = (body: string, files: Files = {}, before = '') =>
  readFiles({ 'imsmanifest.xml': manifest([{ id: 'a' }]), 'a.xml': choice('a', { body, before }), ...files });
const bodyOf = async (...parts: Parameters<typeof read>) => (await read(...parts)).authored.items[0]?.body;

const bytes = (...parts: Array<string | number[]>) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

describe('the type of a media file', () => {
  it.each([
    ['image/png', PNG],
    ['image/jpeg', bytes([0xff, 0xd8, 0xff, 0xe0])],
    ['image/gif', bytes('GIF89a')],
    ['image/webp', bytes('RIFF....WEBPVP8 ')],
    [
      'image/svg+xml',
      bytes('\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ],
    ['audio/mpeg', bytes('ID3')],
    ['audio/mpeg', bytes([0xff, 0xfb, 0x90, 0x64])],
    ['audio/ogg', bytes('OggS')],
    ['audio/wav', bytes('RIFF....WAVEfmt ')],
    ['audio/mp4', bytes([0, 0, 0, 28], 'ftypM4A ')],
    ['video/mp4', bytes([0, 0, 0, 28], 'ftypisom')],
    ['video/webm', bytes([0x1a, 0x45, 0xdf, 0xa3, 1, 0, 0, 0, 0, 0, 0, 0x1f, 0x42, 0x82, 0x84], 'webm')],
  ])('is %s by what is in it', (type, start) => expect(sniffMedia(start)).toBe(type));

  it.each([
    ['nothing', bytes('')],
    ['a page', bytes('<!doctype html><html><svg></svg></html>')],
    ['a drawing with entities', bytes('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>')],
    ['AAC in a stream', bytes([0xff, 0xf1, 0x50, 0x80])],
    ['QuickTime', bytes([0, 0, 0, 20], 'ftypqt  ')],
    ['Matroska', bytes([0x1a, 0x45, 0xdf, 0xa3], 'matroska')],
    ['a bitmap of Windows', bytes('BM')],
    ['a program', bytes('MZ')],
  ])('is none for %s', (_, start) => expect(sniffMedia(start)).toBeUndefined());
});

describe('media', () => {
  it('go by what is in them and not by what they are called', async () => {
    const { authored } = await read('<p><img src="red.jpg" alt="red"/></p>', { 'red.jpg': PNG });
    expect(authored.items[0]?.media).toEqual([{ name: 'red.jpg', type: 'image/png', data: '' }]);
  });

  it('are found by names that are written as an address, in other capitals, or with another accent', async () => {
    const names =
      '<p><img src="my%20caf%C3%A9.png" alt="1"/><img src="RED.PNG" alt="2"/><img src="a&amp;b.png" alt="3"/></p>';
    const files = { 'my cafe\u0301.png': PNG, 'red.png': bytes('GIF89a'), 'a&b.png': bytes('GIF87a') };
    const { authored } = await read(names, files);
    expect(authored.items[0]?.media.map(({ type }) => type)).toEqual(['image/png', 'image/gif', 'image/gif']);
  });

  it('that cannot be shown leave their text alternative, each with a line', async () => {
    const result = await read(
      '<p><img src="gone.png" alt="a map"/></p><p><img src="b.png" alt="a bitmap"/></p><p><img src="e.png" alt="nothing"/></p>',
      { 'b.png': bytes('BM'), 'e.png': '' },
    );
    expect(result.authored.items[0]?.body).toBe('<p>a map</p><p>a bitmap</p><p>nothing</p>');
    expect(saidOf(result)).toEqual([
      'a.xml:5 skipped: gone.png is not in the package',
      'a.xml:5 skipped: b.png is no picture, sound or film that can be shown',
      'a.xml:5 skipped: e.png is empty',
    ]);
  });

  it('that one picture is under two names are stored once', async () => {
    const { files } = await read('<p><img src="1.png" alt="1"/><img src="2.png" alt="2"/></p>', {
      '1.png': PNG,
      '2.png': PNG,
    });
    expect(files).toHaveLength(1);
  });

  it('of an interaction that is nothing without them take the item with them', async () => {
    const hotspot = `<hotspotInteraction responseIdentifier="R2" maxChoices="1"><prompt>Where?</prompt>
      <object type="image/png" data="map.png" width="10" height="10"/><hotspotChoice identifier="H" shape="circle" coords="1,1,1"/></hotspotInteraction>`;
    const other = { 'b.xml': choice('b') };
    const files = {
      'imsmanifest.xml': manifest([{ id: 'a' }, { id: 'b' }]),
      'a.xml': choice('a', { body: hotspot }),
      ...other,
    };
    expect((await readFiles(files)).skipped).toEqual([
      { href: 'a.xml', reason: 'cannot be asked without its picture: map.png is not in the package' },
    ]);
    expect((await readFiles({ ...files, 'map.png': PNG })).items).toHaveLength(2);
  });

  it('that are something else than they are shown as are left out', async () => {
    const result = await read('<p><img src="a.mp3" alt="a song"/></p><p><audio src="p.png">a picture</audio></p>', {
      'a.mp3': bytes('ID3'),
      'p.png': PNG,
    });
    expect(result.authored.items[0]?.body).toBe('<p>a song</p><p>a picture</p>');
    expect(saidOf(result)).toEqual([
      'a.xml:5 skipped: a.mp3 is audio/mpeg, and no picture',
      'a.xml:5 skipped: p.png is image/png, and no sound or film',
    ]);
  });

  it('that stand in an address come as files of their own, and what is none leaves its text alternative', async () => {
    const address = (data: Buffer) => `data:image/jpeg;base64,${data.toString('base64')}`;
    const images = [PNG, PNG, Buffer.from('GIF89a'), Buffer.from('<html>')].map(
      (data) => `<img src="${address(data)}" alt="x"/>`,
    );
    const result = await read(`<p>${images.join('')}</p>`);
    expect(result.authored.items[0]?.media).toEqual([
      { name: expect.stringMatching(/^data_[0-9a-f]{32}$/), type: 'image/png', data: '' },
      { name: expect.any(String), type: 'image/gif', data: '' },
    ]);
    expect(result.files.map(({ bytes: count }) => count)).toEqual([PNG.length, 6]);
    expect(result.authored.items[0]?.body).toMatch(/<img [^>]*>x<\/p>$/);
  });

  it('of sound and film come as what they are', async () => {
    const { authored } = await read(
      '<p><audio src="a.mp3"/></p><p><video src="v.mp4" width="320" height="200"/></p><object type="audio/mpeg" data="a.mp3">song</object>',
      { 'a.mp3': bytes('ID3'), 'v.mp4': bytes([0, 0, 0, 28], 'ftypisom') },
    );
    expect(authored.items[0]?.media.map(({ type }) => type)).toEqual(['audio/mpeg', 'video/mp4']);
  });
});

describe('text', () => {
  it('keeps formulas, tables and ruby', async () => {
    const math =
      '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mi>x</m:mi><m:mn>2</m:mn></m:mfrac></m:math>';
    const table =
      '<table><caption>T</caption><tbody><tr><th scope="row">a</th><td colspan="2">b</td></tr></tbody></table>';
    const ruby = '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>';
    const { prepared } = await read(`<p>${math}</p>${table}${ruby}`);
    const tree = JSON.stringify(prepared[0]?.student.body);
    for (const tag of ['math', 'mfrac', 'table', 'caption', 'th', 'ruby', 'rt'])
      expect(tree).toContain(`"tagName":"${tag}"`);
    expect(tree).toContain('"colSpan":2');
  });
});

describe('a stylesheet', () => {
  const styleOf = (css: string, element: string) => readStylesheet(css)(parseXml(element));

  it.each([
    ['p { text-align: center }', '<p/>', ['align-center']],
    ['.strong, h1 { font-weight: bold; color: red }', '<span class="a strong"/>', ['bold']],
    ['td.total.big { font-style: italic }', '<td class="big total"/>', ['italic']],
    ['/* p { */ .x { text-decoration: underline }', '<p class="x"/>', ['underline']],
    ['.qti-item-body p { font-weight: 700 }', '<p/>', ['bold']],
    ['@import url(x.css); @font-face { src: url(y) } p { font-weight: bold }', '<p/>', ['bold']],
  ])('%s is said of %s', (css, element, classes) => expect(styleOf(css, element)).toEqual(classes));

  it.each([
    ['div p { font-weight: bold }', '<p/>'],
    ['p:hover { font-weight: bold }', '<p/>'],
    ['#x { font-weight: bold }', '<p id="x"/>'],
    ['* { font-weight: bold }', '<p/>'],
    ['@media print { p { font-weight: bold } } @supports (x: y) { p { font-weight: bold } }', '<p/>'],
    ['p { font-weight: bold', '<span/>'],
    ['p { background: url(//x.test/track) }', '<p/>'],
    ['p { display: none }', '<p/>'],
  ])('%s says nothing of %s', (css, element) => expect(styleOf(css, element)).toEqual([]));

  it('is read from the package, and told to be kept in part', async () => {
    const sheet = '<stylesheet href="css/s.css" type="text/css"/>';
    const files = { 'css/s.css': 'p.key { font-weight: bold; position: fixed }' };
    expect(await bodyOf('<p class="key">x</p>', files, sheet)).toBe('<p class="key bold">x</p>');
    const result = await read('<p class="key">x</p>', files, sheet);
    expect(result.prepared[0]?.student.body).toEqual([
      { type: 'element', tagName: 'p', properties: { className: ['bold'] }, children: [{ type: 'text', value: 'x' }] },
    ]);
    expect(saidOf(result)).toEqual(['a.xml:4 simplified: of a stylesheet only emphasis and alignment are kept']);
  });

  it('that is not there, or lies elsewhere, is told', async () => {
    const sheets =
      '<stylesheet href="gone.css" type="text/css"/>\n<stylesheet href="https://x.test/s.css" type="text/css"/>';
    expect(saidOf(await read('', {}, sheets))).toEqual([
      'a.xml:4 simplified: the stylesheet gone.css is not in the package',
      'a.xml:5 simplified: "https://x.test/s.css" is no file of the package',
    ]);
  });
});
