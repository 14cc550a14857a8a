/** A UUIDv4 (RFC 9562 §5.4) out of 16 random bytes. */
export const randomUuid = (randomBytes: (count: number) => Buffer): string => formatUuid(randomBytes(16), 4);

/** 16 bytes as a UUID, with the bits that tell its version and variant (RFC 9562 §4) set. */
export function formatUuid(bytes: Buffer, version: 4 | 5): string {
  const uuid = Buffer.from(bytes);
  uuid.writeUInt8((uuid.readUInt8(6) & 0x0f) | (version << 4), 6);
  uuid.writeUInt8((uuid.readUInt8(8) & 0x3f) | 0x80, 8);
  return uuid.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
