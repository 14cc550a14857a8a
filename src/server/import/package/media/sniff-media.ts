/** Bytes of the start of a file that tell its type: what comes before the first element of a drawing is longest. */
export const SNIFFED_BYTES = 4096;

type Signature = (start: Buffer) => boolean;

const at = (offset: number, ...signature: Array<string | number[]>): Signature => {
  const bytes = Buffer.concat(
    signature.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
  return (start) => start.subarray(offset, offset + bytes.length).equals(bytes);
};
const both =
  (...signatures: Signature[]): Signature =>
  (start) =>
    signatures.every((signature) => signature(start));
const either =
  (...signatures: Signature[]): Signature =>
  (start) =>
    signatures.some((signature) => signature(start));

/** The types of media that an exam may have (`contract/exam.ts`), by their first bytes (WHATWG MIME Sniffing §6). */
const TYPES: Array<[type: string, is: Signature]> = [
  ['image/png', at(0, [0x89], 'PNG\r\n', [0x1a], '\n')],
  ['image/jpeg', at(0, [0xff, 0xd8, 0xff])],
  ['image/gif', either(at(0, 'GIF87a'), at(0, 'GIF89a'))],
  ['image/webp', both(at(0, 'RIFF'), at(8, 'WEBPVP'))],
  ['audio/wav', both(at(0, 'RIFF'), at(8, 'WAVE'))],
  ['audio/ogg', at(0, 'OggS')],
  ['audio/mp4', both(at(4, 'ftyp'), either(at(8, 'M4A'), at(8, 'M4B'), at(8, 'F4A')))],
  ['video/mp4', both(at(4, 'ftyp'), (start) => !start.subarray(8, 12).equals(Buffer.from('qt  ')))],
  ['video/webm', both(at(0, [0x1a, 0x45, 0xdf, 0xa3]), (start) => start.subarray(0, 64).includes('webm'))],
  ['audio/mpeg', either(at(0, 'ID3'), isMpegFrame)],
  ['image/svg+xml', isDrawing],
];

/**
 * The type of a media file by what is in it: a name or a manifest says what it likes, and a browser that is told the wrong
 * type shows nothing.
 * @param start its first bytes
 * @returns undefined for what an exam cannot show
 */
export const sniffMedia = (start: Buffer): string | undefined => TYPES.find(([, is]) => is(start))?.[0];

/** A frame of MPEG audio of layer 3; the layer tells it from AAC in ADTS (ISO/IEC 11172-3 §2.4.1.3). */
function isMpegFrame(start: Buffer): boolean {
  const [first = 0, second = 0] = start;
  return first === 0xff && (second & 0xe6) === 0xe2;
}

/** Entities can make a few bytes a gigabyte when it is drawn: nothing but a name stands before the first element. */
function isDrawing(start: Buffer): boolean {
  const text = start.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return /^\s*(<!doctype svg[^[>]*>\s*)?<svg[\s>]/i.test(text.replace(/<!--[\s\S]*?(-->|$)|<\?[\s\S]*?(\?>|$)/g, ''));
}
