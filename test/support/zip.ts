import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive, and what the archive says of it where that is not the truth. */
export interface ZipEntry {
  name: string;
  data: string | Uint8Array;
  stored?: boolean;
  /** What the headers say instead. */
  says?: { size?: number; compressed?: number; crc?: number; method?: number };
  flags?: number;
  /** A mode of Unix: 0o120777 is a link. */
  mode?: number;
}

const UTF_8 = 0x800;

/** A zip archive, written by hand so that it can lie (APPNOTE 6.3.10 §4.3). */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const body = entry.stored ? data : deflateRawSync(data);
    const name = Buffer.from(entry.name);
    const fields = header(entry, data, body.length, name.length);
    const local = Buffer.concat([u32(0x04034b50), u16(20), fields, u16(0), name, body]);
    bodies.push(local);
    directory.push(
      Buffer.concat([
        ...[u32(0x02014b50), u16((3 << 8) | 20), u16(20), fields],
        ...[u16(0), u16(0), u16(0), u16(0), u32(((entry.mode ?? 0o100644) << 16) >>> 0), u32(offset), name],
      ]),
    );
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = [u32(0x06054b50), u16(0), u16(0), u16(entries.length), u16(entries.length), u32(listed.length)];
  return Buffer.concat([...bodies, listed, ...end, u32(offset), u16(0)]);
}

/** From the flags to the length of the name: the same in both headers. */
function header({ stored, says = {}, flags = 0 }: ZipEntry, data: Buffer, compressed: number, name: number): Buffer {
  return Buffer.concat([
    u16(flags | UTF_8),
    u16(says.method ?? (stored ? 0 : 8)),
    u32(0),
    u32(says.crc ?? crc32(data)),
    u32(says.compressed ?? compressed),
    u32(says.size ?? data.length),
    u16(name),
  ]);
}

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
