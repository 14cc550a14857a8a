import { freeSpace } from '../../shared/lib/free-space.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readLost, writeLost } from '../db/identity.ts';
import { readOpen, readSignedIn } from '../db/meta.ts';
import { type DeviceRows, readDevice } from '../db/read-tests.ts';
import { readSettings, writeSettings } from '../db/reading-settings.ts';
import { readSchool } from '../db/sign-ins.ts';
import type { AppState } from '../session/ports.ts';
import { DEFAULT_SETTINGS } from '../session/reading-settings.ts';
import { type AppFacts, appState } from './app-state.ts';
import type { World } from './world.ts';

export interface DeviceStateOptions {
  db: SatchelDatabase;
  now: () => number;
  world: World;
}

/**
 * What the screens show besides the open attempt, as of the last read. A chunk of its own: an answer is saved without any
 * of it.
 */
export class DeviceState {
  readonly #options: DeviceStateOptions;
  /** Chosen on the sign-in screen: whoever signs in next has chosen it for themselves. */
  #chosen: Partial<AppState['settings']> | null = null;
  #rows: (Pick<AppFacts, 'school' | 'locked' | 'storage' | 'wiped' | 'settings'> & { device: DeviceRows }) | null =
    null;

  constructor(options: DeviceStateOptions) {
    this.#options = options;
  }

  /** The student who is signed in. */
  get partition(): string | null {
    return this.#rows?.device.partition?.partition ?? null;
  }

  async read(): Promise<void> {
    const { db, world } = this.#options;
    const [school, signedIn, open, lost, estimate] = await Promise.all([
      readSchool(db),
      readSignedIn(db),
      readOpen(db),
      readLost(db),
      world.storage(),
    ]);
    const device = await readDevice(db, signedIn);
    const locked = signedIn === null && open !== null;
    const settings = await this.#readSettings(signedIn, locked ? open.partition : null);
    this.#rows = { device, school, locked, storage: freeSpace(estimate), wiped: lost?.isSeen === false, settings };
  }

  /** Whose test waits behind a lock reads the sign-in screen too, until somebody chooses something there. */
  async #readSettings(signedIn: string | null, locked: string | null): Promise<AppState['settings']> {
    const { db } = this.#options;
    const chosen = this.#chosen;
    if (chosen !== null && signedIn !== null) {
      this.#chosen = null;
      await writeSettings(db, signedIn, chosen);
    }
    const of = signedIn ?? (chosen === null ? locked : null);
    return { ...DEFAULT_SETTINGS, ...(await readSettings(db, of)) };
  }

  async saveSettings(part: Partial<AppState['settings']>): Promise<void> {
    const { db } = this.#options;
    const signedIn = await readSignedIn(db);
    if (signedIn === null) {
      // With the first choice on a screen that reads as the test behind a lock does, the screen goes on reading so.
      const lent = this.#chosen === null && this.#rows?.locked ? this.#rows.settings : {};
      this.#chosen = { ...lent, ...this.#chosen, ...part };
      await writeSettings(db, null, { ...lent, ...part });
      return;
    }
    // Whoever signed in just now chose that before.
    const chosen = { ...this.#chosen, ...part };
    this.#chosen = null;
    await writeSettings(db, signedIn, chosen);
  }

  async seenWiped(): Promise<void> {
    await writeLost(this.#options.db, { isSeen: true });
  }

  /** Null before the first read. */
  state(engine: Partial<Pick<AppFacts, 'refused' | 'updateNeeded'>>): AppState | null {
    if (this.#rows === null) return null;
    const { now, world } = this.#options;
    const { device, ...facts } = this.#rows;
    const { refused = new Set<string>(), updateNeeded = false } = engine;
    return appState(device, { ...facts, online: world.online(), refused, updateNeeded, now: now() });
  }
}
