import { z } from 'zod/mini';
import { epochMs } from '../../shared/contract/ids.ts';
import type { PreflightCheck } from '../../shared/contract/preflight.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { writePreflight } from '../db/preflight.ts';
import { probeStorage } from '../db/probe.ts';
import {
  batteryOf,
  type FactsPage,
  isInstalled,
  isPersisted,
  localVoices,
  spaceOf,
  workerState,
} from '../pwa/device-facts.ts';
import { playTone } from '../pwa/tone.ts';
import type { BeforeTests, CheckReported } from '../session/ports.ts';
import { type Learned, type PreflightFacts, preflightOf } from '../session/preflight.ts';
import { classify } from '../sync/classify.ts';
import type { Http, Later } from '../sync/http.ts';

export interface BeforeOptions {
  db: SatchelDatabase;
  http: Http;
  indexedDB: IDBFactory;
  now: () => number;
  later: Later;
  page: FactsPage & { AudioContext?: typeof AudioContext };
  /** Tells the server what the device says of itself. */
  report: () => Promise<CheckReported>;
}

/** A check that is not done by then is one that nobody can tell of. */
const PATIENCE_MS = 12_000;
const clockAnswer = z.object({ status: z.literal('ok'), now: epochMs });

/** What needs no ticket: the device's own check. */
export class Before implements BeforeTests {
  readonly #options: BeforeOptions;

  constructor(options: BeforeOptions) {
    this.#options = options;
  }

  async check(learned: (part: Learned) => void): Promise<void> {
    const readers = this.#readers();
    await Promise.all(
      (Object.keys(readers) as Array<keyof typeof readers>).map(async (check) => {
        const patience = this.#wait(PATIENCE_MS).then(() => null);
        const fact = await Promise.race([readers[check](), patience]).catch(() => null);
        learned({ [check]: fact });
      }),
    );
  }

  async practice(): ReturnType<BeforeTests['practice']> {
    const { openPractice } = await import('./practice/open-practice.ts');
    return openPractice(this.#options.now);
  }

  playTone = (): Promise<boolean> => playTone(this.#options.page.AudioContext);

  async report(learned: Learned): Promise<CheckReported> {
    const { db, now, report } = this.#options;
    try {
      await writePreflight(db, preflightOf(learned, now()));
      return await report();
    } catch {
      // A disk that keeps nothing has been found out above, in words.
      return 'not-reached';
    }
  }

  #readers(): { [Check in Exclude<PreflightCheck, 'sound'>]: () => Promise<PreflightFacts[Check] | null> } {
    const { page, indexedDB } = this.#options;
    return {
      installed: () => isInstalled(page),
      worker: async () => workerState(page),
      persisted: () => isPersisted(page),
      space: async () => spaceOf(page),
      probe: () => probeStorage(indexedDB),
      clock: () => this.#clockAhead(),
      voices: () => localVoices(page, this.#wait),
      battery: () => batteryOf(page),
    };
  }

  /** Null where the server does not answer, and something in between perhaps does. */
  async #clockAhead(): Promise<number | null> {
    const { http, now } = this.#options;
    const asked = now();
    const answer = classify(await http.request('/healthz', { method: 'GET', patienceMs: 8000 }), clockAnswer);
    return answer.action === 'ok' ? (asked + now()) / 2 - answer.answer.now : null;
  }

  readonly #wait = (ms: number) => new Promise<void>((resolve) => this.#options.later(ms, () => resolve()));
}
