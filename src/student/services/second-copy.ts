import { z } from 'zod/mini';
import { counter, randomId } from '../../shared/contract/ids.ts';
import { onCommit, type SatchelDatabase } from '../db/database.ts';
import { readIdentity } from '../db/identity.ts';
import type { SealRun } from '../db/lock.ts';
import { type Marker, putBack } from '../db/put-back.ts';
import type { OutboxRow } from '../db/rows.ts';
import { copyName, keepCopies, readCopies, sealedVersion } from '../db/second-copy.ts';
import type { OutsideStores } from '../pwa/outside-stores.ts';
import type { Later } from '../sync/http.ts';

export interface SecondCopyOptions {
  db: SatchelDatabase;
  outside: OutsideStores;
  sealRun: SealRun;
  /** Milliseconds since 1970, device clock. */
  now: () => number;
  later: Later;
}

const COPIED = ['runs', 'answers', 'outbox', 'partitions'];
/** Commits of so long are copied at once: sealing a run costs more than saving an answer, and nobody waits for it. */
export const COPY_GATHER_MS = 2000;

const markerText = z.object({ deviceId: randomId, life: counter });

/** When the second copy is made, and when it is put back. The tab that leads makes it. */
export class SecondCopy {
  readonly #options: SecondCopyOptions;
  readonly #kept = new Map<string, string>();
  #marked: string | null = null;
  #cancel: (() => void) | null = null;
  #stop: (() => void) | null = null;
  #keeping: Promise<void> | null = null;

  constructor(options: SecondCopyOptions) {
    this.#options = options;
  }

  /**
   * Notices a database that was lost, and puts back what was copied of it. Comes before anything is sent and before anybody
   * signs in: a new database would count as another device's.
   */
  async open(): Promise<void> {
    const { db, outside } = this.#options;
    this.#marked = outside.marker.read();
    const copies = await this.read();
    for (const row of copies) this.#kept.set(copyName(row), sealedVersion(row));
    await putBack(db, { marker: readMarker(this.#marked), copies });
  }

  /** Those that this version can read. */
  async read(): Promise<OutboxRow[]> {
    const { copies } = this.#options.outside;
    return copies === null ? [] : await readCopies(copies);
  }

  /** This tab leads. */
  start(): void {
    this.#stop = onCommit((tables) => {
      if (COPIED.some((table) => tables.has(table))) this.#soon();
    });
    this.#soon();
  }

  close(): void {
    this.#stop?.();
    this.#cancel?.();
  }

  #soon(): void {
    this.#cancel ??= this.#options.later(COPY_GATHER_MS, () => {
      this.#cancel = null;
      // What fails is made up for after the next commit.
      this.#keeping = (this.#keeping ?? Promise.resolve()).then(() => this.#keep().catch(() => undefined));
    });
  }

  async #keep(): Promise<void> {
    const { db, outside, sealRun, now } = this.#options;
    const identity = await readIdentity(db);
    // Not of a device on which nobody signed in yet: it has nothing to lose.
    if (identity !== null && (await db.partitions.count()) > 0) this.#mark(identity);
    if (outside.copies !== null) await keepCopies({ db, copies: outside.copies, sealRun, now }, this.#kept);
  }

  #mark(identity: Marker): void {
    const text = JSON.stringify(identity);
    if (text === this.#marked) return;
    this.#options.outside.marker.write(text);
    this.#marked = text;
  }
}

function readMarker(text: string | null): Marker | null {
  const parsed = markerText.safeParse(parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
