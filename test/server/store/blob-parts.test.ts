import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishBlob, putBlobParts, removeUnfinishedParts } from '../../../src/server/store/blob-parts.ts';
import { findBlob, findBlobFacts } from '../../../src/server/store/blobs.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

let test: TestDeps;
beforeEach(async () => {
  test = await createTestDeps();
});
afterEach(() => test.close());

const write: TestDeps['deps']['store']['write'] = (job) => test.deps.store.write(job);
const file = { hash: 'f00d', mediaType: 'image/png', partBytes: 2, byteLength: 3 };
const put = (part: number, bytes: number[], now = 1, hash = 'f00d') =>
  write((db) => putBlobParts(db, 'oak', [{ hash, part, bytes: Uint8Array.from(bytes) }], now));
const found = () => test.deps.store.read((db) => findBlob(db, 'oak', 'f00d'));

describe('a file in parts', () => {
  it('is there once it is finished, whole and in order', async () => {
    await put(1, [3]);
    await put(0, [1, 2]);
    expect(await found()).toBeUndefined();
    await write((db) => finishBlob(db, 'oak', file, 1));
    expect(await found()).toEqual({ hash: 'f00d', mediaType: 'image/png', bytes: Buffer.from([1, 2, 3]) });
    expect(await test.deps.store.read((db) => findBlobFacts(db, 'oak', 'f00d'))).toEqual({
      workspaceId: 'oak',
      hash: 'f00d',
      mediaType: 'image/png',
      byteLength: 3,
      partBytes: 2,
    });
  });

  it('is not finished while a part is missing', async () => {
    await put(0, [1, 2]);
    await expect(write((db) => finishBlob(db, 'oak', file, 1))).rejects.toThrow('has 1 parts only');
    expect(await found()).toBeUndefined();
  });

  it('belongs to its workspace', async () => {
    await put(0, [1, 2]);
    await put(1, [3]);
    await expect(write((db) => finishBlob(db, 'elm', file, 1))).rejects.toThrow('has 0 parts only');
  });

  it('that was begun long ago and never finished is removed, and no other', async () => {
    await put(0, [1, 2], 1);
    await put(1, [3], 1);
    await write((db) => finishBlob(db, 'oak', file, 1));
    await put(0, [1], 1, 'old');
    await put(0, [1], 100, 'new');
    await write((db) => removeUnfinishedParts(db, 50));
    const left = { mediaType: 'x/y', partBytes: 1, byteLength: 1 };
    await expect(write((db) => finishBlob(db, 'oak', { ...left, hash: 'old' }, 1))).rejects.toThrow('has 0 parts');
    await write((db) => finishBlob(db, 'oak', { ...left, hash: 'new' }, 1));
    expect((await found())?.bytes).toHaveLength(3);
  });
});
