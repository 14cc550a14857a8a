/*
 * A script of named steps over one fresh session, played in every order that is possible, with a witness after each step.
 */
import { ProblemError } from '../../../src/server/http/problem.ts';
import { claimRun } from '../../../src/server/session/claim.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import type { SyncAnswer, SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { type Classroom, type ClassroomOptions, openClassroom, QUESTION, SESSION } from './classroom.ts';
import { choose, device, type TestDevice } from './test-device.ts';
import { Witness } from './witness.ts';

type Operation = Parameters<Classroom['operate']>[0];

/** One session with two devices and the run that they began with. */
export class Scene {
  readonly room: Classroom;
  readonly a: TestDevice;
  readonly b: TestDevice;
  readonly firstRun: string;
  readonly witness: Witness;
  /** What was answered to each batch, in the order of arrival. */
  readonly answers: SyncAnswer[] = [];

  constructor(room: Classroom, a: TestDevice, b: TestDevice) {
    this.room = room;
    this.a = a;
    this.b = b;
    this.firstRun = a.run;
    this.witness = new Witness(room);
  }

  async upload(by: TestDevice, body: SyncBody = by.batch(), isHeard = true): Promise<SyncAnswer> {
    const answer = await by.post(body);
    this.witness.heard(body, answer);
    if (isHeard) by.believe(answer);
    this.answers.push(answer);
    return answer;
  }

  /** @returns whether it was done; a conflict with a reason is a fair answer */
  async staff(operation: Operation): Promise<boolean> {
    try {
      await this.room.operate(operation);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && error.problem === 'conflict') return false;
      throw error;
    }
  }

  restore(run: string): Promise<boolean> {
    return this.staff((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
  }

  integrator(itemId: string, index: number | null, submitForScoring = false): Promise<boolean> {
    const responses = [{ itemId, questions: [{ id: QUESTION, response: choose(index) }] }];
    return this.staff((db, workspaceId, sessionId, ctx) =>
      setResponses(db, workspaceId, sessionId, { submitForScoring, responses }, ctx),
    );
  }

  claim(by: TestDevice): Promise<boolean> {
    const asked = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: by.package };
    return this.staff(async (db, workspaceId, _, ctx) => {
      by.epoch = Math.max(by.epoch, (await claimRun(db, workspaceId, asked, ctx)).sessionState.epoch);
    });
  }

  /** Both devices send until they are told nothing new: what a morning after looks like. */
  async settle(): Promise<void> {
    for (const by of [this.a, this.b, this.a, this.b]) {
      await this.upload(by);
      await this.witness.check(`at rest, ${by.deviceId}`, by.deviceId);
    }
  }
}

export interface Step {
  name: string;
  /** The device that sends, when it is one. */
  by?: 'a' | 'b';
  take(scene: Scene): Promise<unknown>;
}

/**
 * Plays the steps in every order that keeps the order of steps that share a lane.
 * @param lanes what one person or device does in this order
 * @returns how many orders there were
 */
export async function inEveryOrder(
  lanes: ReadonlyArray<readonly Step[]>,
  check: (scene: Scene, order: readonly string[]) => Promise<void> = async () => {},
  {
    prepare = async () => {},
    ...options
  }: ClassroomOptions & {
    /** Done before the steps, in each order. */
    prepare?: (scene: Scene) => Promise<void>;
  } = {},
): Promise<number> {
  const orders = [...ordersOf(lanes)];
  for (const order of orders) {
    const room = await openClassroom({ settings: { allowRetakes: true }, versions: [0], ...options });
    try {
      const scene = new Scene(room, await device(room, 'a'), await device(room, 'b'));
      await prepare(scene);
      await scene.witness.check('before');
      const names: string[] = [];
      for (const step of order) {
        names.push(step.name);
        await step.take(scene);
        await scene.witness.check(names.join(' → '), step.by ? scene[step.by].deviceId : null);
      }
      await check(scene, names);
    } finally {
      await room.close();
    }
  }
  return orders.length;
}

/** Every merge of the lanes. */
export function* ordersOf<T>(lanes: ReadonlyArray<readonly T[]>): Generator<T[]> {
  const open = lanes.filter((lane) => lane.length > 0);
  if (open.length === 0) yield [];
  for (const lane of open) {
    const [first, ...left] = lane;
    if (first === undefined) continue;
    for (const rest of ordersOf(open.map((other) => (other === lane ? left : other)))) yield [first, ...rest];
  }
}
