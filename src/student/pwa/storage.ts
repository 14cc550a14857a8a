/** What the browser says of this app's storage; bytes. */
export interface StorageState {
  persisted: boolean;
  usage: number;
  quota: number;
}

/**
 * Asks the browser not to clear this app's storage when the disk is short. Chromium decides without asking the person.
 *
 * @returns whether it promised; false where it cannot
 */
export async function askToPersist(storage: StorageManager | undefined): Promise<boolean> {
  try {
    return (await storage?.persisted?.()) || ((await storage?.persist?.()) ?? false);
  } catch {
    return false;
  }
}

/** @returns null where the browser does not tell */
export async function readStorageState(storage: StorageManager | undefined): Promise<StorageState | null> {
  try {
    const estimate = await storage?.estimate?.();
    if (estimate?.usage === undefined || estimate.quota === undefined) return null;
    return { persisted: (await storage?.persisted?.()) ?? false, usage: estimate.usage, quota: estimate.quota };
  } catch {
    return null;
  }
}
