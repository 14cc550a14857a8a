import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../src/server/import/package/limits.ts';
import { sizeWords } from '../../../../src/server/size-words.ts';
import { type ZipEntry, zipOf } from '../../../support/zip.ts';
import { choice, entriesOf, manifest, PNG, packageOf, readFiles, readZip, refusalOf, saidOf } from './package.ts';

/* One attack a test. Every archive is written by hand, because no tool would write it. */

const honest = entriesOf({ 'imsmanifest.xml': manifest([{ id: 'a' }]), 'a.xml': choice('a') });
const withEntry = (...entries: ZipEntry[]) => zipOf([...honest, ...entries]);
const zeros = (bytes: number) => new Uint8Array(bytes);

describe('an archive is refused whole', () => {
  it.each([
    ['leads out of it', { name: '../evil.xml', data: 'x' }, 'invalid relative path: ../evil.xml'],
    ['leads out of it further down', { name: 'a/../../evil.xml', data: 'x' }, 'invalid relative path'],
    ['leads out of it with backslashes', { name: '..\\evil.xml', data: 'x' }, 'invalid relative path'],
    ['is an absolute path', { name: '/etc/evil', data: 'x' }, 'absolute path: /etc/evil'],
    ['is a path of a drive', { name: 'C:\\evil', data: 'x' }, 'absolute path: C:/evil'],
    ['holds a control character', { name: 'a\nb.xml', data: 'x' }, 'has an entry of the name'],
    ['is longer than a name', { name: 'x'.repeat(501), data: 'x' }, 'has an entry of the name'],
    ['is there twice', { name: 'a.xml', data: 'x' }, 'a.xml is in the package twice'],
  ])('for a name that %s', async (_, entry, reason) => {
    expect((await refusalOf(withEntry(entry))).message).toContain(reason);
  });

  it('for a name that is there twice in two ways of writing its accent', async () => {
    const zip = withEntry({ name: 'caf\u00e9.png', data: PNG }, { name: 'cafe\u0301.png', data: PNG });
    expect((await refusalOf(zip)).message).toContain('is in the package twice');
  });

  it('for a link, whatever it leads to', async () => {
    const zip = withEntry({ name: 'link.xml', data: '/etc/passwd', mode: 0o120777, stored: true });
    expect((await refusalOf(zip)).message).toBe('link.xml is a link, which is not followed');
  });

  it('for an entry that is a thousand times what it weighs', async () => {
    const zip = withEntry({ name: 'bomb.png', data: zeros(10_000_000) });
    expect((await refusalOf(zip)).message).toContain('bomb.png is compressed to less than 1 in 200');
  });

  it('for entries that are said to come to more than the disk is for', async () => {
    const says = { size: 0x7000_0000, compressed: 0x7000_0000, method: 8 };
    const zip = withEntry({ name: '1.png', data: 'x', says }, { name: '2.png', data: 'x', says });
    expect((await refusalOf(zip)).message).toContain(`more than ${sizeWords(LIMITS.inflatedBytes)}`);
  });

  it('for entries that share their bytes', async () => {
    // The directory names the same place twice: what it lists is longer than the file.
    const zip = withEntry({ name: 'x.png', data: PNG }, { name: 'y.png', data: PNG });
    const directory = zip.lastIndexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(0, directory + 42);
    expect((await refusalOf(zip)).message).toMatch(/lies over the bytes of/);
  });

  it('for more entries than a package has', async () => {
    const zip = zipOf(Array.from({ length: LIMITS.entries + 1 }, (_, n) => ({ name: `${n}`, data: '', stored: true })));
    expect((await refusalOf(zip)).message).toContain(`has more than ${LIMITS.entries} entries`);
  });

  it('for a stored entry whose two sizes differ', async () => {
    const zip = withEntry({ name: 'x.png', data: PNG, stored: true, says: { size: PNG.length + 1 } });
    expect((await refusalOf(zip)).message).toMatch(/size mismatch/);
  });

  it.each([1, 20, 60, 200])('when its last %i bytes are missing', async (missing) => {
    const zip = zipOf(honest);
    expect((await refusalOf(zip.subarray(0, zip.length - missing))).message).toMatch(/^the package is no zip archive/);
  });

  it('for two manifests side by side', async () => {
    const files = { 'x/imsmanifest.xml': manifest([{ id: 'a' }]), 'y/imsmanifest.xml': manifest([{ id: 'a' }]) };
    expect((await refusalOf(packageOf({ ...files, 'x/a.xml': choice('a') }))).message).toMatch(
      /^y\/imsmanifest\.xml is a second manifest beside x\/imsmanifest\.xml/,
    );
  });

  it('for a manifest with a document type definition', async () => {
    const laughs = `<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><manifest identifier="&b;"/>`;
    expect((await refusalOf(packageOf({ 'imsmanifest.xml': laughs, 'a.xml': choice('a') }))).message).toMatch(
      /^imsmanifest\.xml, line 1, has a document type definition/,
    );
  });
});

describe('a file is skipped and the others are read', () => {
  const besides = (...entries: ZipEntry[]) =>
    readZip(
      zipOf([
        { name: 'imsmanifest.xml', data: manifest([{ id: 'bad' }, { id: 'a' }]) },
        { name: 'a.xml', data: choice('a') },
        ...entries,
      ]),
    );
  const reasonFor = async (...entries: ZipEntry[]) => {
    const read = await besides(...entries);
    expect(read.items.map(({ id }) => id)).toEqual(['a']);
    return read.skipped[0]?.reason;
  };

  it('when its entities would grow without bound', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${choice('bad').slice(21)}`;
    expect(await reasonFor({ name: 'bad.xml', data: laughs })).toMatch(/^has a document type definition/);
  });

  it('when an entity would read a file of the server', async () => {
    const outside = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${choice('bad', { body: '&f;' }).slice(21)}`;
    expect(await reasonFor({ name: 'bad.xml', data: outside })).toMatch(/^has a document type definition/);
  });

  it('when it is nested without end', async () => {
    const deep = choice('bad', { body: '<div>'.repeat(100_000) });
    expect(await reasonFor({ name: 'bad.xml', data: deep })).toMatch(/^is nested too deeply/);
  });

  it('when it is larger than an item', async () => {
    const body = Array.from({ length: 600_000 }, (_, n) => `<p>${n * 7919}</p>`).join('');
    expect(await reasonFor({ name: 'bad.xml', data: choice('bad', { body }) })).toMatch(/^is larger than 5 MB/);
  });

  it('when it is encrypted', async () => {
    expect(await reasonFor({ name: 'bad.xml', data: choice('bad'), flags: 1 })).toBe('is encrypted');
  });

  it('when it is compressed in a way that nobody knows', async () => {
    expect(await reasonFor({ name: 'bad.xml', data: choice('bad'), says: { method: 99 } })).toMatch(
      /^is compressed in a way/,
    );
  });

  it('when its checksum differs', async () => {
    expect(await reasonFor({ name: 'bad.xml', data: choice('bad'), says: { crc: 1 } })).toMatch(/checksum differs/);
  });

  it.each([-1, 1])('when it has other bytes than it says (%i)', async (more) => {
    const data = choice('bad');
    const says = { size: Buffer.from(data).length + more };
    expect(await reasonFor({ name: 'bad.xml', data, says })).toMatch(/^is damaged in the archive: /);
  });

  it('when what is compressed is no such thing', async () => {
    const data = Buffer.alloc(500, 0xff);
    expect(await reasonFor({ name: 'bad.xml', data, stored: true, says: { method: 8 } })).toMatch(
      /^is damaged in the archive/,
    );
  });
});

describe('a package', () => {
  it('is not looked for in another that it holds', async () => {
    const inner = packageOf({ 'imsmanifest.xml': manifest([{ id: 'a' }]), 'a.xml': choice('a') });
    expect((await refusalOf(zipOf([{ name: 'inner.zip', data: inner }]))).message).toBe(
      'there is no item in the package',
    );
  });

  it('names no file outside of it: not by a path, not by an address, not by a scheme', async () => {
    const body = ['../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', 'https://x.test/a.png']
      .map((src) => `<p><img src="${src}" alt="there"/></p>`)
      .join('');
    const read = await readFiles({ 'imsmanifest.xml': manifest([{ id: 'a' }]), 'a.xml': choice('a', { body }) });
    expect(read.files).toEqual([]);
    expect(read.authored.items[0]?.body).not.toContain('<img');
    expect(saidOf(read)).toHaveLength(4);
  });

  it('whose sections hold each other ends', async () => {
    const section = (id: string, inside: string) =>
      `<assessmentSection identifier="${id}" title="${id}" visible="true">${inside}</assessmentSection>`;
    const more = (href: string) => `<assessmentSectionRef identifier="r" href="${href}"/>`;
    const read = await readFiles({
      'imsmanifest.xml': manifest([{ id: 'test', type: 'imsqti_test_xmlv2p1' }, { id: 'a' }]),
      'a.xml': choice('a'),
      'test.xml': `<assessmentTest identifier="t" title="T"><testPart identifier="p">${more('s.xml').repeat(3)}</testPart></assessmentTest>`,
      's.xml': section('s', `${more('u.xml').repeat(50)}<assessmentItemRef identifier="i" href="a.xml"/>`),
      'u.xml': section('u', more('s.xml').repeat(50)),
    });
    expect(read.items.map(({ id }) => id)).toEqual(['a']);
  });

  it('with more items than an exam has brings as many, and names the rest', async () => {
    const ids = Array.from({ length: LIMITS.items + 2 }, (_, n) => `i${n}`);
    const files = Object.fromEntries(ids.map((id) => [`${id}.xml`, choice(id)]));
    const read = await readFiles({ 'imsmanifest.xml': manifest(ids.map((id) => ({ id }))), ...files });
    expect([read.items.length, read.skipped.length]).toEqual([LIMITS.items, 2]);
  });
});
