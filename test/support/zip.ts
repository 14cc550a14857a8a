import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive, and what the archive says of it where that is not the truth. */
export interface ZipEntry {
  name: string;
  data: string | Uint8Array;
  stored?: boolean;
  /** What the headers say instead. */
  says?: Partial<Pick<EntryHeader, 'size' | 'compressed' | 'crc' | 'method'>>;
  flags?: number;
  /** A mode of Unix: 0o120777 is a link. */
  mode?: number;
}

export interface EntryHeader {
  name: Buffer;
  flags: number;
  /** 0 is stored, 8 is deflated. */
  method: number;
  crc: number;
  compressed: number;
  size: number;
  mode: number;
}

const UTF_8 = 0x800;
const REGULAR = 0o100644;

/** A zip archive, written by hand so that it can lie (APPNOTE 6.3.10 §4.3). */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const written: Buffer[] = [];
  const headers: EntryHeader[] = [];
  for (const { name, data, stored, says, flags = 0, mode = REGULAR } of entries) {
    const bytes = Buffer.from(data);
    const body = stored ? bytes : deflateRawSync(bytes);
    const truth = { method: stored ? 0 : 8, crc: crc32(bytes), compressed: body.length, size: bytes.length };
    const header = { name: Buffer.from(name), flags: flags | UTF_8, mode, ...truth, ...says };
    headers.push(header);
    written.push(Buffer.concat([localHeader(header), body]));
  }
  return Buffer.concat([
    ...written,
    directoryOf(
      headers,
      written.map(({ length }) => length),
    ),
  ]);
}

/** The header of an entry that is stored as it is. */
export const storedHeader = (name: string, { crc, size }: Pick<EntryHeader, 'crc' | 'size'>): EntryHeader => ({
  name: Buffer.from(name),
  flags: UTF_8,
  method: 0,
  crc,
  compressed: size,
  size,
  mode: REGULAR,
});

export const localHeader = (header: EntryHeader): Buffer =>
  Buffer.concat([u32(0x04034b50), u16(20), fields(header), u16(0), header.name]);

/**
 * What comes after the last entry.
 * @param lengths of the entries, their local headers included
 */
export function directoryOf(headers: readonly EntryHeader[], lengths: readonly number[]): Buffer {
  let offset = 0;
  const listed = headers.map((header, at) => {
    const place = u32(offset);
    offset += lengths[at] ?? 0;
    const attributes = [u16(0), u16(0), u16(0), u16(0), u32((header.mode << 16) >>> 0)];
    return Buffer.concat([
      u32(0x02014b50),
      u16((3 << 8) | 20),
      u16(20),
      fields(header),
      ...attributes,
      place,
      header.name,
    ]);
  });
  const count = u16(headers.length & 0xffff);
  const size = listed.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...listed, u32(0x06054b50), u16(0), u16(0), count, count, u32(size), u32(offset), u16(0)]);
}

/** From the flags to the length of the name: the same in both headers. */
const fields = ({ flags, method, crc, compressed, size, name }: EntryHeader): Buffer =>
  Buffer.concat([u16(flags), u16(method), u32(0), u32(crc), u32(compressed), u32(size), u16(name.length)]);

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
