import { decodeWhole } from '../../decode-whole.ts';
import { ImportRefused } from '../import-refused.ts';

/** The text of an XML file in the encoding that its first bytes say (XML 1.0 appendix F). @throws ImportRefused */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return decodeWhole(new TextDecoder(encoding, { fatal: true }), bytes);
  } catch (error) {
    const known = error instanceof TypeError;
    throw new ImportRefused(known ? `is not text in ${encoding}` : `is in ${encoding}, which is not read here`, 1);
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start)?.[1];
  // Text that says in one byte each that it takes two is taken at its bytes.
  return declared === undefined || /^utf-?16/i.test(declared) ? 'utf-8' : declared;
}
