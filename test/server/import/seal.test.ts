import { createHash, randomBytes, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, seal, sealJson, sealMedia } from '../../../src/server/import/seal.ts';
import { MEDIA_CHUNK_BYTES, NONCE_BYTES, SEAL_OVERHEAD_BYTES } from '../../../src/shared/contract/sealing.ts';
import { unseal } from '../../../src/student/db/unseal.ts';
import { unsealMedia } from '../../../src/student/db/unseal-media.ts';

const MIB = 1024 * 1024;
const key = randomBytes(32);
const deviceKey = await webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Opens a file as a device does: the app's own code over WebCrypto. */
async function openOnDevice(sealed: Uint8Array, file: Uint8Array): Promise<Buffer> {
  const named = {
    name: 'a.png',
    type: 'image/png',
    hash: hashOf(sealed),
    contentHash: hashOf(file),
    bytes: file.length,
  };
  const blob = await unsealMedia(deviceKey, named, new Uint8Array(sealed));
  return Buffer.from(await blob.arrayBuffer());
}

describe('seal', () => {
  it('opens to the same bytes under the same key and additional data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (plaintext, additionalData) => {
        const sealed = seal(key, plaintext, additionalData, randomBytes(NONCE_BYTES));
        expect(sealed.length).toBe(plaintext.length + SEAL_OVERHEAD_BYTES);
        expect(open(key, sealed, additionalData)).toEqual(Buffer.from(plaintext));
      }),
    );
  });

  it('does not open when any one byte was changed', () => {
    const sealed = seal(key, Buffer.from('the answer is a cupcake'), 'item', randomBytes(NONCE_BYTES));
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(key, changed, 'item')).toThrow();
    }
  });

  it('does not open cut short, under another key, or as another part', () => {
    const sealed = seal(key, Buffer.from('text'), 'item', randomBytes(NONCE_BYTES));
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(key, sealed.subarray(0, length), 'item')).toThrow();
    }
    expect(() => open(randomBytes(32), sealed, 'item')).toThrow();
    expect(() => open(key, sealed, 'keys')).toThrow();
  });

  it('gives JSON that a device opens', async () => {
    const value = { text: 'Größe – 10 €', list: [1, null] };
    const opened = await unseal(deviceKey, sealJson(key, value, 'name', randomBytes), 'name');
    expect(JSON.parse(new TextDecoder().decode(opened))).toEqual(value);
  });
});

describe('sealMedia', () => {
  it.each([
    ['an empty file', 0, 1],
    ['one byte', 1, 1],
    ['a byte less than a chunk', MIB - 1, 1],
    ['exactly a chunk', MIB, 1],
    ['a byte more than a chunk', MIB + 1, 2],
    ['two chunks and a half', 2.5 * MIB, 3],
    ['exactly three chunks', 3 * MIB, 3],
  ])('seals %s so that a device gets it back', async (_name, size, chunks) => {
    const file = randomBytes(size);
    const sealed = sealMedia(key, file, hashOf(file), randomBytes);
    expect(sealed.length).toBe(size + chunks * SEAL_OVERHEAD_BYTES);
    expect((await openOnDevice(sealed, file)).equals(file)).toBe(true);
  });

  const file = randomBytes(3 * MIB);
  const sealed = sealMedia(key, file, hashOf(file), randomBytes);
  const size = MEDIA_CHUNK_BYTES + SEAL_OVERHEAD_BYTES;
  const chunk = (at: number) => sealed.subarray(at * size, (at + 1) * size);

  it.each([
    ['swapped', Buffer.concat([chunk(1), chunk(0), chunk(2)])],
    ['repeated', Buffer.concat([chunk(0), chunk(0), chunk(2)])],
    ['left out at the end', Buffer.concat([chunk(0), chunk(1)])],
    ['added at the end', Buffer.concat([sealed, chunk(2)])],
  ])('is not opened with a chunk %s', async (_name, changed) => {
    await expect(openOnDevice(changed, file)).rejects.toThrow();
  });

  it('is not opened as another file of the same key', async () => {
    await expect(openOnDevice(sealed, randomBytes(3 * MIB))).rejects.toThrow();
  });

  it('never uses a nonce twice', () => {
    const nonces = [0, 1, 2].map((at) => chunk(at).subarray(0, NONCE_BYTES).toString('hex'));
    expect(new Set(nonces).size).toBe(3);
  });
});
