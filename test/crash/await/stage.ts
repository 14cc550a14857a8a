/* Cuts a path at one of its awaits over a fresh copy of what was prepared, and says what broke. */
import { Disk } from '../../simulation/disk.ts';
import { seedRandomness } from '../../simulation/play.ts';
import { Server } from '../../simulation/server.ts';
import type { Storages } from '../../simulation/storage.ts';
import { type KillPoint, type Moment, type Process, watchAwaits, watchNothing } from './kill-point.ts';
import { leftBehind } from './left-behind.ts';
import type { Path } from './paths.ts';
import { recover } from './recover.ts';
import { School } from './school.ts';
import { prepareSeats } from './seats.ts';

export interface Cut {
  /** The await where it was; null when it was not come to. */
  struck: string | null;
  /** How many awaits were come to. */
  awaits: number;
  /** What is broken, in sentences; empty when all is well. */
  found: string[];
  /** An earlier cut left the very same behind: what comes of that is known. */
  isKnown: boolean;
}
type Struck = Pick<Cut, 'struck' | 'awaits'>;

export class Stage {
  readonly #path: Path;
  readonly #storages: Storages;
  readonly #prepared: School;
  /** What cuts left behind, and what came of it. */
  readonly #known = new Map<string, string[]>();

  private constructor(path: Path, storages: Storages, prepared: School) {
    this.#path = path;
    this.#storages = storages;
    this.#prepared = prepared;
  }

  /** Prepares a path once. @param storages are for this path until the stage is closed */
  static async open(path: Path, storages: Storages): Promise<Stage> {
    seedRandomness('prepared');
    const school = await storages.prepare(async (storage) => {
      const server = new Server(storage);
      await server.start();
      const prepared = new School(server, await prepareSeats(server), new Disk());
      await path.prepare(prepared);
      await server.stop();
      return prepared;
    });
    return new Stage(path, storages, school);
  }

  close(): void {
    this.#prepared.close();
  }

  /** Goes the path without a cut. @returns every cut that can be made on it, and what is wrong at its end */
  async walk(): Promise<{ awaits: string[]; points: KillPoint[]; found: string[] }> {
    const awaits: string[] = [];
    const points: KillPoint[] = [];
    const found = await this.#on(async (school) => {
      const listen = (at: Omit<KillPoint, 'moment'>) => {
        awaits.push(at.site);
        points.push({ ...at, moment: 'before' });
        const before = school.lasting();
        // Where nothing that outlives a process came about meanwhile, dying before and dying after are the same death.
        return () => void (before !== school.lasting() && points.push({ ...at, moment: 'after' }));
      };
      watchAwaits({ isHere: () => false, moment: 'before', kill: () => undefined, listen });
      await this.#path.act(school);
      watchNothing();
      return await recover(school, this.#path, 'upload');
    });
    return { awaits, points, found };
  }

  async cut(point: KillPoint): Promise<Cut> {
    const isHere = (site: string, nth: number) => site === point.site && nth === point.nth;
    return await this.#judge((school) => kill(school, point.moment, isHere, this.#path.act));
  }

  /** Cuts once more during the recovery from the first cut, at the `nth` await that it comes to. */
  async cutTwice(point: KillPoint, again: { nth: number; moment: Moment }): Promise<Cut> {
    const isHere = (site: string, nth: number) => site === point.site && nth === point.nth;
    return await this.#judge(async (school) => {
      await kill(school, point.moment, isHere, this.#path.act);
      let come = 0;
      const isThere = () => ++come === again.nth;
      return await kill(school, again.moment, isThere, (on) => on.waitForUploads());
    });
  }

  /** @param make makes the cut, each time the same one */
  async #judge(make: (school: School) => Promise<Struck>): Promise<Cut> {
    const cut: Cut = { struck: null, awaits: 0, found: [], isKnown: false };
    let left = '';
    for (const comesFirst of this.#path.isOffline ? (['upload'] as const) : (['upload', 'list'] as const)) {
      cut.found = await this.#on(async (school) => {
        Object.assign(cut, await make(school));
        if (cut.struck === null) return [];
        left = await leftBehind(school);
        const known = this.#known.get(left);
        cut.isKnown = known !== undefined;
        return known ?? (await recover(school, this.#path, comesFirst));
      });
      if (cut.struck === null) return cut;
      if (cut.isKnown || cut.found.length > 0) break;
    }
    this.#known.set(left, cut.found);
    return cut;
  }

  async #on(play: (school: School) => Promise<string[]>): Promise<string[]> {
    const { storage, remove } = await this.#storages.copy();
    seedRandomness('cut');
    const before = this.#prepared;
    const server = new Server(storage);
    server.now = before.server.now;
    await server.start();
    const school = new School(server, before.seats, before.device.disk.copy(), before);
    try {
      return await play(school);
    } catch (error) {
      return [`0: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
    } finally {
      watchNothing();
      school.close();
      await server.stop();
      await remove();
    }
  }
}

/** Kills a process at an await while `act` goes on, and starts it again. */
async function kill(
  school: School,
  moment: Moment,
  isHere: (site: string, nth: number) => boolean,
  act: (school: School) => Promise<void>,
): Promise<Struck> {
  const struck: Struck = { struck: null, awaits: 0 };
  const watched = (site: string, nth: number) => {
    struck.awaits++;
    if (isHere(site, nth)) struck.struck = site;
    return struck.struck !== null;
  };
  const died = new Promise<void>((resolve) => {
    const die = (process: Process) => {
      resolve();
      if (process === 'server') return school.server.kill();
      school.device.kill();
      // Nothing of it comes to any of its awaits again, and so neither to its end.
      void school.device.hang();
    };
    watchAwaits({ isHere: watched, moment, kill: die });
  });
  await act(school);
  watchNothing();
  // What `act` left under way may end after it.
  if (struck.struck !== null) await died;
  await school.restart();
  return struck;
}
