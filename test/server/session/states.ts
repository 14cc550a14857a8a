/*
 * A session in every state that it can be in, each made by what really leads there. An operation is tried on it inside of a
 * transaction that is taken back afterwards, so that the next one finds the state as it was.
 */

import { claimRun } from '../../../src/server/session/claim.ts';
import type { SessionContext } from '../../../src/server/session/context.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import type { Db } from '../../../src/server/store/store.ts';
import { type Classroom, openClassroom, PACKAGE, QUESTION, SESSION } from './classroom.ts';
import type { SessionTable } from './dump.ts';
import { choose, device, type TestDevice } from './test-device.ts';

export interface Scene {
  room: Classroom;
  /** The device whose run it is, or was. */
  a: TestDevice;
  /** Another device, which has a package and an answer of its own. */
  b: TestDevice;
  /** The run that was current at the very beginning. */
  first: string;
}

export const claimBy = (scene: Scene, by: TestDevice, db: Db, ctx: SessionContext) => {
  const claim = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: PACKAGE };
  return claimRun(db, scene.room.workspaceId, claim, ctx);
};

const integrator = (item: string, option: number, submitForScoring = false) => ({
  submitForScoring,
  responses: [{ itemId: item, questions: [{ id: QUESTION, response: choose(option) }] }],
});

const steps = {
  claimed: async (scene: Scene) => {
    await scene.room.write((db) => claimBy(scene, scene.a, db, scene.room.ctx('device:a')));
  },
  started: async ({ a }: Scene) => {
    await a.save('i0', 0).save('i1', 1).send();
  },
  byIntegrator: async ({ room }: Scene) => {
    await room.operate((db, workspaceId, sessionId, ctx) =>
      setResponses(db, workspaceId, sessionId, integrator('i0', 0), ctx),
    );
  },
  submitted: async ({ a }: Scene) => {
    await a.submit();
  },
  reopened: async ({ room, a }: Scene) => {
    await room.operate(reopenSession);
    a.opening = 2;
  },
  released: async ({ room }: Scene) => {
    await room.operate(releaseRun);
  },
  retaken: async ({ room }: Scene) => {
    await room.operate(retakeSession);
  },
  reset: async ({ room }: Scene) => {
    await room.operate(resetSession);
    // Past the time within which another one is its repeat.
    room.later(61_000);
  },
  restored: async ({ room, first }: Scene) => {
    await room.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, first, ctx));
  },
  nextStarted: async ({ room }: Scene) => {
    await (await device(room, 'next')).save('i2', 2).send();
  },
  nextSubmitted: async ({ room }: Scene) => {
    const next = await device(room, 'last');
    await next.save('i2', 2).submit();
  },
  stranded: async ({ b }: Scene) => {
    await b.send();
  },
};

/** How each state is come to. */
export const STATES = {
  untouched: [],
  'claimed, and nothing answered': ['claimed'],
  'in progress': ['started'],
  'in progress by an integrator': ['byIntegrator'],
  'in progress, and released': ['started', 'released'],
  'in progress, with a stranger’s answers in the journal': ['started', 'stranded'],
  complete: ['started', 'submitted'],
  reopened: ['started', 'submitted', 'reopened'],
  'at an untouched second attempt': ['started', 'submitted', 'retaken'],
  'in its second attempt': ['started', 'submitted', 'retaken', 'nextStarted'],
  'complete with its second attempt': ['started', 'submitted', 'retaken', 'nextSubmitted'],
  'reset, and untouched since': ['started', 'reset'],
  'reset, and begun again': ['started', 'reset', 'nextStarted'],
  'reset after two attempts': ['started', 'submitted', 'retaken', 'nextSubmitted', 'reset'],
  restored: ['started', 'submitted', 'reset', 'restored'],
} satisfies Record<string, Array<keyof typeof steps>>;
export type StateName = keyof typeof STATES;
export const STATE_NAMES = Object.keys(STATES) as StateName[];

/** @param maxAttempts two, so that a third attempt is one too many */
export async function openScene(state: StateName, maxAttempts = 2): Promise<Scene> {
  const room = await openClassroom({ settings: { allowRetakes: true, maxAttempts }, versions: [0] });
  const a = await device(room, 'a');
  const b = await device(room, 'b');
  b.save('i0', 3).save('i3', 3);
  const scene: Scene = { room, a, b, first: a.run };
  for (const step of STATES[state]) await steps[step](scene);
  room.later();
  return scene;
}

export type Attempted<T> = { before: SessionTable; after: SessionTable } & (
  | { ok: true; value: T }
  | { ok: false; error: unknown }
);

class TakenBack extends Error {}

/** Does `work` on the scene, notes what it made of the rows, and takes it back. */
export async function attempt<T>(
  { room }: Scene,
  dump: (db: Db) => Promise<SessionTable>,
  work: (db: Db, ctx: SessionContext) => Promise<T>,
): Promise<Attempted<T>> {
  const before = await room.read(dump);
  let outcome: Attempted<T> | undefined;
  const ctx = room.ctx();
  await room
    .write(async (db) => {
      try {
        const value = await work(db, ctx);
        outcome = { ok: true, value, before, after: await dump(db) };
      } catch (error) {
        outcome = { ok: false, error, before, after: await dump(db) };
      }
      throw new TakenBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
  if (outcome === undefined) throw new Error('nothing was tried');
  return outcome;
}
