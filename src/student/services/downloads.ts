import type { SatchelDatabase } from '../db/database.ts';
import { readSignedIn } from '../db/meta.ts';
import { readDevice } from '../db/read-tests.ts';
import type { GetReadyResult } from '../session/ports.ts';
import type { Http } from '../sync/http.ts';
import { type InstallOptions, installPackage } from '../sync/install-package.ts';

type OnProgress = InstallOptions['onProgress'];

/** Brings tests onto the device, each once at a time. */
export class Downloads {
  readonly #options: { db: SatchelDatabase; http: Http };
  readonly #underWay = new Map<string, Promise<GetReadyResult>>();

  constructor({ db, http }: { db: SatchelDatabase; http: Http }) {
    this.#options = { db, http };
  }

  async bring(sessionId: string, onProgress: OnProgress): Promise<GetReadyResult> {
    const partition = await readSignedIn(this.#options.db);
    if (partition === null) return { ok: false, reason: 'sign-in', detail: 'Sign in first.' };
    const key = `${partition}/${sessionId}`;
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return await underWay;
    const install = installPackage({ ...this.#options, onProgress }, { partition, id: sessionId });
    this.#underWay.set(key, install);
    try {
      return await install;
    } finally {
      this.#underWay.delete(key);
    }
  }

  /**
   * A test that is ready and not begun gets the newer package by itself; until that is verified the old one stays.
   * @returns true when there was one
   */
  async renew(): Promise<boolean> {
    const { db } = this.#options;
    const { tests } = await readDevice(db, await readSignedIn(db));
    const stale = tests.filter(
      ({ session: { readyPackage, listed }, current }) =>
        current === null && readyPackage !== null && readyPackage !== listed.package.hash,
    );
    for (const { session } of stale) await this.bring(session.id, () => undefined);
    return stale.length > 0;
  }
}
