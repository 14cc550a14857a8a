/* Plays a history over a fresh copy of a prepared school, and says what broke first. */
import { seededRandom } from '../../src/shared/lib/seeded-random.ts';
import { checkAtRest } from './check-rest.ts';
import { Figures } from './figures.ts';
import { checkAlways } from './invariants.ts';
import type { OnServer } from './rows.ts';
import { prepareSchool, type Seat } from './school.ts';
import { Server } from './server.ts';
import type { Step } from './steps.ts';
import type { Storage, Storages } from './storage.ts';
import { Trace } from './trace.ts';
import { World } from './world.ts';

export interface Broken {
  /** The step after which it was broken; the number of steps when it was at rest. */
  at: number;
  what: string[];
}

export interface Ground {
  play(steps: readonly Step[], seed: string, figures?: Figures, trace?: Trace): Promise<Broken | null>;
  close(): Promise<void>;
}

/** Makes the school once: every history starts from a copy of what its server stored. */
export async function openGround(storages: Storages): Promise<Ground> {
  seedRandomness('template');
  const seat = await storages.prepare(async (storage) => {
    const server = new Server(storage, 'template');
    await server.start();
    const prepared = await prepareSchool(server);
    await server.stop();
    return prepared;
  });
  return {
    async play(steps, seed, figures = new Figures(), trace = new Trace()) {
      const { storage, remove } = await storages.copy();
      try {
        return await playOver(storage, seat, { steps, seed, figures, trace });
      } finally {
        await remove();
      }
    },
    close: () => storages.close(),
  };
}

async function playOver(
  storage: Storage,
  seat: Seat,
  { steps, seed, figures, trace }: { steps: readonly Step[]; seed: string; figures: Figures; trace: Trace },
): Promise<Broken | null> {
  seedRandomness(seed);
  const server = new Server(storage);
  await server.start();
  const world = new World(server, seat, figures);
  figures.seeds++;
  try {
    let at = 0;
    const told = (what: string[]): Broken | null => {
      figures.lost += what.filter((sentence) => sentence.startsWith('1:')).length;
      return what.length > 0 ? { at, what } : null;
    };
    try {
      let before: OnServer | null = null;
      for (const step of steps) {
        await world.take(step);
        figures.steps++;
        const look = await checkAlways(world, before);
        trace.add(look);
        before = look.server;
        const broken = told(look.found);
        if (broken !== null) return broken;
        at++;
      }
      await world.settle();
      const look = await checkAlways(world, null);
      trace.add(look);
      return told(look.found) ?? told(await checkAtRest(world));
    } catch (error) {
      return { at, what: [`0: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`] };
    }
  } finally {
    world.close();
    await server.stop();
    await server.rest();
  }
}

/** From now on the platform's randomness is the seed's: ids, nonces and salts come again when a history does. */
export function seedRandomness(seed: string): void {
  const random = seededRandom(`bytes of ${seed}`);
  crypto.getRandomValues = <T extends ArrayBufferView | null>(array: T): T => {
    if (array !== null) {
      const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
      for (let at = 0; at < bytes.length; at++) bytes[at] = random(256);
    }
    return array;
  };
}
