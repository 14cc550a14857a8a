/**
 * What Web Locks say of shared and exclusive requests that do not wait (W3C Web Locks §2.6), for one lock name: Node.js 20
 * has none. A browser's own is behind the tests in `test/browser`.
 */
export function lockManager(): LockManager {
  let shared = 0;
  let exclusive = false;
  async function request(
    name: string,
    options: LockOptions,
    callback: (lock: Lock | null) => unknown,
  ): Promise<unknown> {
    const mode = options.mode ?? 'exclusive';
    const free = mode === 'shared' ? !exclusive : !exclusive && shared === 0;
    if (!free && !options.ifAvailable) throw new Error('this manager lets nobody wait');
    if (!free) return callback(null);
    if (mode === 'shared') shared += 1;
    else exclusive = true;
    try {
      return await callback({ name, mode });
    } finally {
      if (mode === 'shared') shared -= 1;
      else exclusive = false;
    }
  }
  return { request, query: async () => ({}) } as LockManager;
}
