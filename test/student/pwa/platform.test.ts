import { describe, expect, it } from 'vitest';
import { requestBackgroundSync } from '../../../src/student/pwa/background-sync.ts';
import { askToPersist, readStorageState } from '../../../src/student/pwa/storage.ts';

const storage = (parts: Partial<StorageManager>) => parts as StorageManager;

describe('background sync', () => {
  it('is asked for under the tag that the worker knows', () => {
    const tags: string[] = [];
    requestBackgroundSync({ sync: { register: async (tag: string) => void tags.push(tag) } });
    expect(tags).toEqual(['satchel-upload']);
  });

  it('is passed over where the browser has none or refuses it', async () => {
    requestBackgroundSync({});
    requestBackgroundSync({ sync: { register: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } });
    // An unhandled rejection would fail this run.
    await new Promise((resolve) => setImmediate(resolve));
  });
});

describe('persistent storage', () => {
  it('is asked for once: what was promised is not asked again', async () => {
    let asked = 0;
    const promised = storage({ persisted: async () => true, persist: async () => ++asked > 0 });
    expect(await askToPersist(promised)).toBe(true);
    expect(asked).toBe(0);
    expect(await askToPersist(storage({ persisted: async () => false, persist: async () => true }))).toBe(true);
  });

  it('is no where the browser refuses, throws or has none of it', async () => {
    expect(await askToPersist(storage({ persisted: async () => false, persist: async () => false }))).toBe(false);
    expect(await askToPersist(storage({ persisted: () => Promise.reject(new TypeError('opaque origin')) }))).toBe(
      false,
    );
    expect(await askToPersist(storage({}))).toBe(false);
    expect(await askToPersist(undefined)).toBe(false);
  });

  it('is told in bytes, or not at all', async () => {
    const known = storage({ persisted: async () => true, estimate: async () => ({ usage: 5, quota: 10 }) });
    expect(await readStorageState(known)).toEqual({ persisted: true, usage: 5, quota: 10 });
    expect(await readStorageState(storage({ estimate: async () => ({}) }))).toBeNull();
    expect(await readStorageState(storage({ estimate: () => Promise.reject(new TypeError()) }))).toBeNull();
    expect(await readStorageState(undefined)).toBeNull();
  });
});
