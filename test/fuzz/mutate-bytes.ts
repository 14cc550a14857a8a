import type { Below } from './draw.ts';
import { pick } from './draw.ts';

/* Changes that know nothing of XML, and those of its encoding. */
type Mutation = (bytes: Buffer, below: Below) => Buffer;

const ENTITIES = [
  '&nbsp;',
  '&lt;',
  '&amp;',
  '&#0;',
  '&#xD800;',
  '&#xFFFFFFFF;',
  '&#60;script&#62;',
  '&x;',
  '&',
  '<',
  '>',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<?php ?>',
  '<?xml version="1.1"?>',
  '\u0000',
  '\u0008',
  '\uFFFE',
  '</assessmentItem>',
  '"',
  "'",
  '<a b=c>',
  '<a a="1" a="2"/>',
  '<x:y/>',
  'xmlns:x=""',
];
const DOCTYPES = [
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at || ''};`.repeat(10)}">`).join('')}]>`,
  '<!DOCTYPE assessmentItem SYSTEM "http://evil.example/x.dtd">',
  '<!DOCTYPE assessmentItem>',
];
const ENCODINGS = [
  'utf-16',
  'UTF-7',
  'iso-8859-1',
  'windows-1252',
  'shift_jis',
  'utf-32',
  'x-user-defined',
  'ebcdic-cp-us',
  'utf-8',
  'replacement',
];

const insert = (bytes: Buffer, at: number, what: Buffer | string) =>
  Buffer.concat([bytes.subarray(0, at), typeof what === 'string' ? Buffer.from(what) : what, bytes.subarray(at)]);
const range = (bytes: Buffer, below: Below, most = 2000) => {
  const from = below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + 1 + below(most))] as const;
};
const afterProlog = (bytes: Buffer) => Math.max(0, bytes.indexOf('?>') + 2 * Number(bytes.includes('?>')));
const declared = (bytes: Buffer, encoding: string) =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), bytes.subarray(afterProlog(bytes))]);

const MUTATIONS: Record<string, Mutation> = {
  truncate: (bytes, below) => bytes.subarray(0, below(bytes.length + 1)),
  behead: (bytes, below) => bytes.subarray(below(bytes.length + 1)),
  flip(bytes, below) {
    const flipped = Buffer.from(bytes);
    for (let count = 1 + below(5); count > 0; count--) {
      const at = below(Math.max(1, flipped.length));
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << below(8));
    }
    return flipped;
  },
  cut(bytes, below) {
    const [from, to] = range(bytes, below);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  double(bytes, below) {
    const [from, to] = range(bytes, below);
    return insert(bytes, to, bytes.subarray(from, to));
  },
  noise: (bytes, below) =>
    insert(bytes, below(bytes.length + 1), Buffer.from(Array.from({ length: 1 + below(30) }, () => below(256)))),
  entity: (bytes, below) => insert(bytes, below(bytes.length + 1), pick(ENTITIES, below) ?? ''),
  doctype: (bytes, below) => insert(bytes, afterProlog(bytes), pick(DOCTYPES, below) ?? ''),
  encoding: (bytes, below) => declared(bytes, pick(ENCODINGS, below) ?? ''),
  utf16le: (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString(), 'utf16le')]),
  utf16be: (bytes) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(bytes.toString(), 'utf16le').swap16()]),
  latin1: (bytes) => Buffer.from(declared(bytes, 'iso-8859-1').toString(), 'latin1'),
  bom: (bytes) => insert(bytes, 0, '\uFEFF\uFEFF'),
  deep: (bytes, below) => insert(bytes, below(bytes.length + 1), '<div>'.repeat(10 + below(5000))),
  wide: (bytes, below) => insert(bytes, below(bytes.length + 1), '<br/>'.repeat(10 + below(20_000))),
};

/** @returns the file changed once, and how */
export function mutateBytes(bytes: Buffer, below: Below): { bytes: Buffer; how: string } {
  const [how = '', mutation] = pick(Object.entries(MUTATIONS), below) ?? [];
  return { bytes: mutation ? mutation(bytes, below) : bytes, how };
}
