import type { SatchelDatabase } from './database.ts';
import { readLife } from './identity.ts';
import { randomId } from './random-id.ts';
import { readRun } from './read-row.ts';
import { readyKeys } from './ready-keys.ts';
import type { RunRow, SessionRow } from './rows.ts';

/**
 * The run's row on this device, minted when it is new; null when the session's package is not ready. The writer is
 * minted in the transaction that sets its counter to 0, so that no second counter ever counts under the same writer.
 */
export function mintRun(db: SatchelDatabase, session: SessionRow, now: number): Promise<RunRow | null> {
  const { listed, readyPackage } = session;
  return db.transaction('rw', db.runs, db.meta, async () => {
    const stored = await db.runs.get(listed.run);
    if (stored !== undefined) return readRun(stored);
    if (readyPackage === null) return null;
    const life = await readLife(db);
    const run: RunRow = {
      run: listed.run,
      partition: session.partition,
      sessionId: session.id,
      attempt: listed.attempt,
      state: 'open',
      package: readyPackage,
      ...readyKeys(session),
      uploadToken: listed.uploadToken,
      runKey: session.runKey,
      envelope: listed.envelope,
      sealed: null,
      epoch: listed.epoch,
      opening: listed.opening,
      // Not the listed one: what other devices and integrators answered so far has still to be fetched.
      revision: -1,
      writer: randomId(),
      ...(life > 0 && { order: { life } }),
      seq: 0,
      ackedSeq: 0,
      tab: null,
      startedAt: now,
      elapsedMs: 0,
      view: {},
      submit: null,
      provisional: null,
      receipt: null,
      held: null,
      problem: null,
      receivedAt: null,
    };
    await db.runs.add(run);
    return run;
  });
}
