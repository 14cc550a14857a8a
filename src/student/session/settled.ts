import type { SaveResult } from './ports.ts';

/** A port that throws has not written: the same as a device that cannot. */
export async function settled(act: () => Promise<SaveResult>): Promise<SaveResult> {
  try {
    return await act();
  } catch (error) {
    return { ok: false, reason: 'storage', detail: error instanceof Error ? error.message : String(error) };
  }
}
