import 'fake-indexeddb/auto';
import { vi } from 'vitest';

interface AbortsWith {
  _abort(errorName: string): void;
}

/**
 * From now on a write to `store` fails, `times` often: with `QuotaExceededError` the way Chromium does it, by aborting the
 * transaction when its requests had succeeded already; with any other name at the request itself.
 *
 * @returns how many writes failed so far, and heals the disk
 */
export function failWrites(store: string, errorName: string, times = Number.POSITIVE_INFINITY) {
  const put = IDBObjectStore.prototype.put;
  let failed = 0;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...row: Parameters<IDBObjectStore['put']>
  ) {
    if (this.name !== store || failed >= times) return put.apply(this, row);
    failed++;
    if (errorName !== 'QuotaExceededError') throw new DOMException('broken', errorName);
    const request = put.apply(this, row);
    // fake-indexeddb's own way to abort for a reason; the standard has none for scripts.
    const transaction = this.transaction as unknown as AbortsWith;
    request.addEventListener('success', () => transaction._abort(errorName));
    return request;
  });
  return { failed: () => failed, heal: () => spy.mockRestore() };
}
