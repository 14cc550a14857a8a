import { createHash, randomBytes, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, seal, sealJson } from '../../../src/server/import/seal.ts';
import { sealMedia } from '../../../src/server/import/seal-media.ts';
import { finishBlob, putBlobParts } from '../../../src/server/store/blob-parts.ts';
import { findBlob, findBlobFacts, putBlob } from '../../../src/server/store/blobs.ts';
import { MEDIA_CHUNK_BYTES, NONCE_BYTES, SEAL_OVERHEAD_BYTES } from '../../../src/shared/contract/sealing.ts';
import { unseal } from '../../../src/student/db/unseal.ts';
import { unsealMedia } from '../../../src/student/db/unseal-media.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

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
  let test: TestDeps;
  beforeAll(async () => {
    test = await createTestDeps();
  });
  afterAll(() => test.close());

  /** Stores a file as a request or an import does, seals it, and gives what is stored then. */
  async function sealed(file: Uint8Array, inParts: boolean): Promise<Buffer> {
    const { store } = test.deps;
    const hash = hashOf(file);
    await store.write(async (db) => {
      const mediaType = 'image/png';
      if (!inParts) return putBlob(db, 'demo', { hash, mediaType, bytes: file }, 1);
      for (let part = 0; part * MIB < file.length; part++) {
        const bytes = file.subarray(part * MIB, (part + 1) * MIB);
        await putBlobParts(db, 'demo', [{ hash, part, bytes }], 1);
      }
      await finishBlob(db, 'demo', { hash, mediaType, partBytes: MIB, byteLength: file.length }, 1);
    });
    const facts = await store.read((db) => findBlobFacts(db, 'demo', hash));
    if (!facts) throw new Error('it is not there');
    const done = await sealMedia(facts, { store, contentKey: key, randomBytes, now: 1 });
    await store.write((db) => finishBlob(db, 'demo', { ...done, mediaType: 'x/y' }, 1));
    const stored = await store.read((db) => findBlob(db, 'demo', done.hash));
    expect(stored && hashOf(stored.bytes)).toBe(done.hash);
    expect(stored?.bytes.length).toBe(done.byteLength);
    return Buffer.from(stored?.bytes ?? []);
  }

  const SIZES = [
    ['an empty file', 0, 1],
    ['one byte', 1, 1],
    ['a byte less than a chunk', MIB - 1, 1],
    ['exactly a chunk', MIB, 1],
    ['a byte more than a chunk', MIB + 1, 2],
    ['two chunks and a half', 2.5 * MIB, 3],
    ['exactly three chunks', 3 * MIB, 3],
  ] as const;
  const cases = SIZES.flatMap(([name, size, chunks]) => [
    { name, size, chunks, inParts: false },
    ...(size > 0 ? [{ name: `${name} in parts`, size, chunks, inParts: true }] : []),
  ]);
  it.each(cases)('seals $name so that a device gets it back', async ({ size, chunks, inParts }) => {
    const file = randomBytes(size);
    const bytes = await sealed(file, inParts);
    expect(bytes.length).toBe(size + chunks * SEAL_OVERHEAD_BYTES);
    expect((await openOnDevice(bytes, file)).equals(file)).toBe(true);
  });

  describe('in three chunks', () => {
    const file = randomBytes(3 * MIB);
    let bytes: Buffer;
    beforeAll(async () => {
      bytes = await sealed(file, true);
    });
    const size = MEDIA_CHUNK_BYTES + SEAL_OVERHEAD_BYTES;
    const chunk = (at: number) => bytes.subarray(at * size, (at + 1) * size);

    it.each([
      ['swapped', () => [chunk(1), chunk(0), chunk(2)]],
      ['repeated', () => [chunk(0), chunk(0), chunk(2)]],
      ['left out at the end', () => [chunk(0), chunk(1)]],
      ['added at the end', () => [bytes, chunk(2)]],
    ])('is not opened with a chunk %s', async (_name, changed) => {
      await expect(openOnDevice(Buffer.concat(changed()), file)).rejects.toThrow();
    });

    it('is not opened as another file of the same key', async () => {
      await expect(openOnDevice(bytes, randomBytes(3 * MIB))).rejects.toThrow();
    });

    it('never uses a nonce twice, nor for another sealing of the same file', async () => {
      const again = await sealed(file, true);
      const nonces = [0, 1, 2].flatMap((at) => [chunk(at), again.subarray(at * size)]);
      expect(new Set(nonces.map((start) => start.subarray(0, NONCE_BYTES).toString('hex'))).size).toBe(6);
    });
  });
});
