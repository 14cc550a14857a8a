import { describe, expect, it } from 'vitest';
import { choice, type Files, manifest, PNG, readFiles, saidOf } from './package.ts';

const stimulus = (id: string, body: string, title = 'The pond') =>
  `<qti-assessment-stimulus xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${id}" title="${title}">
  <qti-stimulus-body>${body}</qti-stimulus-body></qti-assessment-stimulus>`;
const refTo = (href: string) => `<assessmentStimulusRef identifier="P" href="${href}" title="Here"/>`;

const read = (files: Files, ids = ['a', 'b']) =>
  readFiles({
    'imsmanifest.xml': manifest([
      ...ids.map((id) => ({ id, href: `items/${id}.xml` })),
      { id: 'pond', href: 'texts/pond.xml', type: 'imsqti_stimulus_xmlv3p0' },
    ]),
    ...files,
  });

describe('a passage that items share', () => {
  const files = {
    'items/a.xml': choice('a', { before: refTo('../texts/pond.xml') }),
    'items/b.xml': choice('b', {
      before: refTo('../texts/pond.xml'),
      body: '<p><img src="pond.png" alt="mine"/></p>',
    }),
    'items/pond.png': PNG,
    'texts/pond.png': Buffer.concat([PNG, Buffer.from('x')]),
    'texts/pond.xml': stimulus('pond', '<h2>Frogs</h2><p>croak. <img src="pond.png" alt="a frog"/></p>'),
  };

  it('is one stimulus, the same in each, with its media named by where they are', async () => {
    const { authored, prepared, files: media } = await read(files);
    const [a, b] = authored.items;
    expect(a?.stimulus).toEqual({
      id: 'pond',
      title: 'The pond',
      body: '<h2>Frogs</h2><p>croak. <img src="texts/pond.png" alt="a frog"></p>',
    });
    expect(b?.stimulus).toEqual(a?.stimulus);
    expect(b?.media.map(({ name }) => name)).toEqual(['items/pond.png', 'texts/pond.png']);
    expect(media.map(({ path }) => path)).toEqual(['texts/pond.png', 'items/pond.png']);
    expect(prepared[0]?.student.stimulus?.body).toHaveLength(2);
  });

  it('that is not there is told, and the item is taken without it', async () => {
    const { 'texts/pond.xml': _, ...without } = files;
    const result = await read(without);
    expect(result.items).toHaveLength(2);
    expect(saidOf(result)).toContain('items/a.xml:4 skipped: the passage texts/pond.xml is not in the package');
  });

  it('of the same identifier as another keeps to itself', async () => {
    const { authored } = await read({
      'items/a.xml': choice('a', { before: refTo('../texts/pond.xml') }),
      'items/b.xml': choice('b', { before: refTo('../texts/lake.xml') }),
      'texts/pond.xml': stimulus('S', '<p>A pond.</p>'),
      'texts/lake.xml': stimulus('S', '<p>A lake.</p>'),
    });
    expect(authored.items.map((item) => item.stimulus?.id)).toEqual(['S', 'S-2']);
  });

  it('may be one of several, which then stand one below the other', async () => {
    const { authored } = await read(
      {
        'items/a.xml': choice('a', { before: refTo('../texts/pond.xml') + refTo('../texts/lake.xml') }),
        'texts/pond.xml': stimulus('pond', '<p>A pond.</p>'),
        'texts/lake.xml': stimulus('lake', '<p>A lake.</p>', ''),
      },
      ['a'],
    );
    expect(authored.items[0]?.stimulus).toEqual({
      id: 'pond.lake',
      title: 'The pond',
      body: '<div><p>A pond.</p></div><div><p>A lake.</p></div>',
    });
  });
});

describe('text in a file of its own that stands in the middle of an item', () => {
  const page = `<!doctype html><html><head><title>no</title><style>p{}</style></head><body><h2>Frogs</h2>
    <script>alert(1)</script><!-- <script> --><p onclick="x()">croak <img src="../img/frog.png" alt="a frog"><img src="gone.png" alt="gone"></p></body></html>`;
  const one = (body: string, files: Files) =>
    readFiles({
      'imsmanifest.xml': manifest([{ id: 'a', href: 'items/a.xml' }]),
      'items/a.xml': choice('a', { body }),
      ...files,
    });

  it('is a page as an object, without its scripts', async () => {
    const result = await one('<object type="text/html" data="../texts/page.html"/>', {
      'texts/page.html': page,
      'img/frog.png': PNG,
    });
    expect(result.authored.items[0]?.body).toMatch(
      /^<div><h2>Frogs<\/h2>\s+<p>croak <img src="img\/frog.png" alt="a frog">gone<\/p><\/div>$/,
    );
    expect(JSON.stringify(result.prepared[0]?.student.body)).not.toMatch(/onclick|alert|no"/);
    expect(result.files.map(({ path }) => path)).toEqual(['img/frog.png']);
    expect(saidOf(result)).toEqual(['texts/page.html skipped: texts/gone.png is not in the package']);
  });

  it('is XML that is included', async () => {
    const include = '<include xmlns="http://www.w3.org/2001/XInclude" href="passage.xml"/>';
    const result = await one(`<div>${include}</div>`, {
      'items/passage.xml': '<div xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"><p>A <b>pond</b>.</p></div>',
    });
    expect(result.authored.items[0]?.body).toBe('<div><div><div><p>A <b>pond</b>.</p></div></div></div>');
    expect(saidOf(result)).toEqual([]);
  });

  it('that is not there is told', async () => {
    const result = await one('<object type="text/html" data="gone.html">Frogs croak.</object>', {});
    expect(result.authored.items[0]?.body).toBe('Frogs croak.');
    expect(saidOf(result)).toContain('items/a.xml:5 skipped: the text items/gone.html is not in the package');
  });
});
