import { crc32 } from 'node:zlib';
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import { choice, manifest, PNG } from '../server/import/package/package.ts';
import { type ZipEntry, zipOf } from '../support/zip.ts';
import { type Below, pick } from './draw.ts';
import type { Case, Seed } from './item-case.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateTree } from './mutate-tree.ts';
import { QUIZ } from './quiz.ts';

/** Names that no honest tool writes, or that two file systems take for one. */
const NAMES = [
  ...[
    '../evil.xml',
    '/etc/passwd',
    'C:\\x.xml',
    '..\\x.xml',
    'a/../../x',
    './imsmanifest.xml',
    'IMSMANIFEST.XML',
    'items/',
    '',
  ],
  ...[
    'a'.repeat(600),
    'x\0.xml',
    'é.xml',
    'e\u0301.xml',
    'con.xml',
    'items/a.xml/b.xml',
    '__proto__',
    '%2e%2e/x.xml',
    'a b.png',
  ],
];
const TYPES = [
  ...[
    'imsqti_item_xmlv2p1',
    'imsqti_test_xmlv2p1',
    'imsqti_item_xmlv3p0',
    'webcontent',
    'imsqti_xmlv1p2',
    'imsqti_stimulus_xmlv3p0',
  ],
  ...[
    'imscc_xmlv1p1/assessment',
    'imsqti_section_xmlv2p2',
    '',
    'associatedcontent/learning-application-resource',
    'IMSQTI_ITEM_XMLV2P1',
  ],
];

const test = (ids: readonly string[]) =>
  `<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" title="A test"><testPart identifier="P" navigationMode="linear" submissionMode="individual"><assessmentSection identifier="S" title="One" visible="true"><rubricBlock view="candidate"><p>Read this.</p></rubricBlock>${ids
    .map((id) => `<assessmentItemRef identifier="${id}" href="${id}.xml"/>`)
    .join('')}</assessmentSection></testPart></assessmentTest>`;

/** A package of a few items, some of them of the seeds, with a picture, and now and then a test. */
function honest(seeds: readonly Seed[], below: Below): ZipEntry[] {
  const ids = Array.from({ length: 1 + below(4) }, (_, at) => `i${at}`);
  const items = ids.map(
    (id): ZipEntry => ({
      name: `${id}.xml`,
      data:
        below(2) === 0
          ? choice(id, { body: '<p><img src="red.png" alt="red"/></p>' })
          : (pick(seeds, below)?.bytes ?? ''),
    }),
  );
  if (below(3) === 0) {
    const type =
      pick(
        TYPES.filter((one) => one.includes('xmlv1p')),
        below,
      ) ?? '';
    const [name, data] = ['quiz.xml', QUIZ];
    return [
      { name: 'imsmanifest.xml', data: manifest([{ id: 'quiz', type }]) },
      { name, data },
      { name: 'red.png', data: PNG },
    ];
  }
  const hasTest = below(3) === 0;
  const resources = ids.map((id) => ({
    id,
    type: below(4) === 0 ? (pick(TYPES, below) ?? '') : 'imsqti_item_xmlv2p1',
  }));
  const all = hasTest ? [{ id: 'test', type: 'imsqti_test_xmlv2p1' }, ...resources] : resources;
  return [
    ...(below(10) === 0 ? [] : [{ name: 'imsmanifest.xml', data: manifest(all) }]),
    ...(hasTest ? [{ name: 'test.xml', data: test(ids) }] : []),
    ...items,
    { name: 'red.png', data: PNG },
  ];
}

type Mutation = (entries: ZipEntry[], below: Below) => void;
const anyEntry = (entries: ZipEntry[], below: Below) => pick(entries, below) ?? { name: '', data: '' };
const SIZES = [0, 1, 1000, 2 ** 31, 2 ** 32 - 1];

const ENTRIES: Record<string, Mutation> = {
  tree(entries, below) {
    const entry = pick(
      entries.filter(({ name }) => name.endsWith('.xml')),
      below,
    );
    for (let count = 1 + below(4); entry && count > 0; count--) {
      entry.data = mutateTree(Buffer.from(entry.data).toString(), below).xml;
    }
  },
  manifest(entries, below) {
    const entry = entries.find(({ name }) => name === 'imsmanifest.xml');
    if (entry) entry.data = mutateTree(Buffer.from(entry.data).toString(), below).xml;
  },
  bytes(entries, below) {
    const entry = anyEntry(entries, below);
    entry.data = mutateBytes(Buffer.from(entry.data), below).bytes;
  },
  rename(entries, below) {
    anyEntry(entries, below).name = pick(NAMES, below) ?? '';
  },
  twice(entries, below) {
    entries.push({ ...anyEntry(entries, below) });
  },
  sameName(entries, below) {
    anyEntry(entries, below).name = anyEntry(entries, below).name.toUpperCase();
  },
  drop(entries, below) {
    entries.splice(below(entries.length + 1), 1);
  },
  lieOfSize(entries, below) {
    anyEntry(entries, below).says = { size: pick(SIZES, below) ?? 0 };
  },
  lieOfCompressed(entries, below) {
    anyEntry(entries, below).says = { compressed: pick(SIZES, below) ?? 0 };
  },
  lieOfContent(entries, below) {
    const entry = anyEntry(entries, below);
    entry.says = { crc: (crc32(entry.data) ^ 1) >>> 0 };
  },
  method(entries, below) {
    anyEntry(entries, below).says = { method: below(100) };
  },
  flags(entries, below) {
    anyEntry(entries, below).flags = 1 << below(16);
  },
  mode(entries, below) {
    anyEntry(entries, below).mode = pick([0o120777, 0o040755, 0o020666, 0], below) ?? 0;
  },
  stored(entries, below) {
    anyEntry(entries, below).stored = true;
  },
  bomb(entries, below) {
    anyEntry(entries, below).data = Buffer.alloc(1_000_000 + below(5_000_000), 0x20);
  },
  many(entries, below) {
    for (let count = below(3000); count > 0; count--) entries.push({ name: `x${count}.xml`, data: '<a/>' });
  },
  folder(entries) {
    for (const entry of entries) entry.name = `course/${entry.name}`;
  },
};

/** The same for the same id and list of seeds. */
export function packageCase(id: string, seeds: readonly Seed[]): Case {
  const below = seededRandom(id);
  const entries = honest(seeds, below);
  const changes: string[] = [];
  for (let count = below(5); count > 0; count--) {
    const [how = '', mutation] = pick(Object.entries(ENTRIES), below) ?? [];
    mutation?.(entries, below);
    changes.push(how);
  }
  let bytes = zipOf(entries);
  for (let count = changes.length === 0 ? 1 : below(3) === 0 ? 1 : 0; count > 0; count--) {
    const changed = damage(bytes, below);
    bytes = changed.bytes;
    changes.push(changed.how);
  }
  return { id, what: `a package of ${entries.length} files: ${changes.join(', ')}`, bytes, below };
}

/** Of the archive as a whole: of its directory at the end most of all, which decides what is in it. */
function damage(bytes: Buffer, below: Below): { bytes: Buffer; how: string } {
  if (below(2) === 0) return mutateBytes(bytes, below);
  const damaged = Buffer.from(bytes);
  const from = Math.max(0, damaged.length - 400);
  for (let count = 1 + below(3); count > 0; count--) {
    const at = from + below(Math.max(1, damaged.length - from));
    if (at < damaged.length) damaged[at] = below(256);
  }
  return { bytes: damaged, how: 'directory' };
}
