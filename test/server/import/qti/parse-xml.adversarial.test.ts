/* What a file that wants to do harm might hold, one attack a test. The oracle: it is refused, by its line, and at once. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../../../../src/server/import/qti/import-refused.ts';
import { decodeXml } from '../../../../src/server/import/qti/xml/decode-xml.ts';
import { textOf } from '../../../../src/server/import/qti/xml/element.ts';
import { MAX_XML_DEPTH, MAX_XML_NODES, parseXml } from '../../../../src/server/import/qti/xml/parse-xml.ts';

function refusal(xml: string): string {
  try {
    parseXml(xml);
  } catch (error) {
    if (error instanceof ImportRefused) return `${error.line}: ${error.message}`;
    throw error;
  }
  return 'taken';
}

describe('a document type', () => {
  const dtd = /has a document type definition, which is not read$/;
  it.each([
    ['that defines entities', '<!DOCTYPE a [<!ENTITY b "c">]>\n<a>&b;</a>'],
    [
      'that laughs a billion times',
      '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><a>&c;</a>',
    ],
    ['that reads a file', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['that is somewhere else', '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>'],
    ['that has a public name', '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://example.com"><a/>'],
    ['with a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.com"> %b;]><a/>'],
  ])('%s is refused', (_, xml) => {
    expect(refusal(xml)).toMatch(dtd);
  });

  it('that only names the outermost element defines nothing, and is passed over', () => {
    expect(parseXml('<!DOCTYPE assessmentItem>\n<assessmentItem/>').name).toBe('assessmentItem');
  });
});

describe('bounds', () => {
  it('of depth', () => {
    expect(refusal('<a>'.repeat(MAX_XML_DEPTH + 1))).toBe('1: is nested too deeply');
    const deep = '<a>'.repeat(MAX_XML_DEPTH) + '</a>'.repeat(MAX_XML_DEPTH);
    expect(refusal(deep)).toBe('taken');
  });

  it('of elements, before all of them are read', () => {
    expect(refusal(`<a>${'<b/>'.repeat(MAX_XML_NODES + 1)}`)).toBe('1: has too many elements');
  });

  it('of attributes', () => {
    const attributes = Array.from({ length: 300 }, (_, at) => `a${at}="1"`).join(' ');
    expect(refusal(`<a ${attributes}/>`)).toBe('1: has an element with too many attributes');
  });
});

describe('what is not well-formed is refused with its line', () => {
  it.each([
    ['a tag that is not closed', '<a>\n<b>\n</a>', /^3: is not well-formed XML: unexpected close tag/],
    ['a file that ends early', '<a>\n<b>', /^2: is not well-formed XML: unclosed tag/],
    [
      'an attribute without a value',
      '<a>\n<b c/></a>',
      /^2: is not well-formed XML: disallowed character in attribute name/,
    ],
    ['an attribute twice', '<a b="1" b="2"/>', /^1: is not well-formed XML: duplicate attribute/],
    ['a prefix that nothing binds', '<a><m:b/></a>', /^1: is not well-formed XML: unbound namespace prefix/],
    ['an entity of HTML', '<a>&nbsp;</a>', /^1: is not well-formed XML: undefined entity/],
    ['two outermost elements', '<a/><b/>', /^1: is not well-formed XML/],
    ['nothing', '', /^1: is not well-formed XML|^1: has no element/],
    ['a character that XML has not', '<a>\u0001</a>', /^1: is not well-formed XML: disallowed character/],
  ])('%s', (_, xml, reason) => {
    expect(refusal(xml)).toMatch(reason);
  });

  it('and never with another error, whatever the bytes are', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '<a>',
        '</a>',
        '<a ',
        '="',
        '"',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&amp;',
        '&',
        '<?x',
        '?>',
        'é',
        '<!DOCTYPE',
        '>',
        '\u0000',
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(typeof refusal(parts.join(''))).toBe('string');
      }),
    );
  });
});

describe('an encoding', () => {
  it('of Windows has its quotation marks and its euro', () => {
    const start = Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>');
    const bytes = Buffer.concat([start, Buffer.from([0x93, 0x80, 0x35, 0x94]), Buffer.from('</a>')]);
    expect(textOf(parseXml(decodeXml(bytes)))).toBe('“€5”');
  });

  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>Zürich</a>';
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from('<a>Zürich</a>')],
    ['UTF-8 with its mark', Buffer.from('\ufeff<a>Zürich</a>')],
    ['UTF-16', Buffer.from('\ufeff<a>Zürich</a>', 'utf16le')],
    ['Latin 1', Buffer.from(xml, 'latin1')],
  ])('%s is read', (_, bytes) => {
    expect(textOf(parseXml(decodeXml(bytes)))).toBe('Zürich');
  });

  it.each<[string, Uint8Array, string]>([
    ['that the bytes break', Buffer.from([0x3c, 0x61, 0x3e, 0xff]), 'is not text in utf-8'],
    [
      'that nobody knows',
      Buffer.from('<?xml version="1.0" encoding="klingon"?><a/>'),
      'is in klingon, which is not read here',
    ],
  ])('%s is refused', (_, bytes, reason) => {
    expect(() => decodeXml(bytes)).toThrow(reason);
  });
});
