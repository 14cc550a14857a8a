import { lockPartition } from '../db/lock.ts';
import { readPartitions } from '../db/partitions.ts';
import { type Accepted, acceptReceipt } from '../sync/accept-receipt.ts';
import { type Retaken, retakeSession } from '../sync/claim.ts';
import { exportResponses, type ResponseFile } from '../sync/export-responses.ts';
import { createHttp, type HttpOptions } from '../sync/http.ts';
import { type Installed, type InstallOptions, installPackage } from '../sync/install-package.ts';
import { sealRun } from '../sync/seal-run.ts';
import { type SignedIn, signIn } from '../sync/sign-in.ts';
import { type EngineOptions, SyncEngine } from './sync-engine.ts';

export interface OnlineOptions extends HttpOptions, Omit<EngineOptions, 'http' | 'now' | 'later'> {
  /** Iterations of PBKDF2, when not the product's. */
  iterations?: number | undefined;
}

interface SessionKey {
  partition: string;
  id: string;
}

/**
 * What speaks with the server: uploads, sign-in, downloads. A chunk of its own, which loads while the first question is
 * already answered: an answer is saved without any of it.
 */
export class Online {
  readonly engine: SyncEngine;
  readonly #options: OnlineOptions & Pick<EngineOptions, 'http'>;

  constructor(options: OnlineOptions) {
    this.#options = { ...options, http: createHttp(options) };
    this.engine = new SyncEngine(this.#options);
  }

  signIn(ticket: string): Promise<SignedIn> {
    return signIn({ ...this.#options, online: this.#options.world.online() }, ticket);
  }

  install(session: SessionKey, onProgress: InstallOptions['onProgress']): Promise<Installed> {
    const { db, http } = this.#options;
    return installPackage({ db, http, onProgress }, session);
  }

  retake(session: SessionKey, token: string): Promise<Retaken> {
    return retakeSession(this.#options, session, token);
  }

  /** Seals a student's rows and signs them out. @throws when something cannot be sealed */
  async lock(partition: string, { comesBack }: { comesBack: boolean }): Promise<void> {
    await lockPartition(this.#options.db, partition, { sealRun, now: this.#options.now, comesBack });
    this.engine.trigger('changed');
  }

  /** Everybody but the student who is signed in: a sign-in, or a tab that was killed, may have left one open. */
  async lockOthers(signedIn: string | null): Promise<void> {
    for (const { partition, key } of await readPartitions(this.#options.db)) {
      if (key !== null && partition !== signedIn) await this.lock(partition, { comesBack: false });
    }
  }

  exportResponses(which: Parameters<typeof exportResponses>[1]): Promise<ResponseFile | null> {
    return exportResponses(this.#options.db, which, this.#options.now());
  }

  acceptReceipt(text: string): Promise<Accepted> {
    return acceptReceipt(this.#options.db, text);
  }
}
