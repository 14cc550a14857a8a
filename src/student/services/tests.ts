import { freeSpace } from '../../shared/lib/free-space.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readSignedIn, writeOpen } from '../db/meta.ts';
import { mintRun } from '../db/mint-run.ts';
import { readDevice } from '../db/read-tests.ts';
import { itemOrder } from '../session/order.ts';
import type { Services } from '../session/ports.ts';
import { retakeSession } from '../sync/claim.ts';
import type { Http, Later } from '../sync/http.ts';
import type { SyncEngine } from './sync-engine.ts';
import { testSummary, waitingIn } from './test-summary.ts';
import type { Timekeeper } from './timekeeper.ts';
import type { World } from './world.ts';

export interface TestsOptions {
  db: SatchelDatabase;
  http: Http;
  now: () => number;
  later: Later;
  world: World;
  engine: SyncEngine;
  timekeeper: Timekeeper;
}

/** What becomes of a tap on Start, Continue or Take it again. */
export class Tests {
  readonly #options: TestsOptions;

  constructor(options: TestsOptions) {
    this.#options = options;
  }

  async open(sessionId: string, resume: Services['resumeAttempt']): ReturnType<Services['openAttempt']> {
    const { db, now, world, engine, timekeeper } = this.#options;
    const { test, serverNow } = await this.#read(sessionId);
    if (test === null) return { ok: false, detail: NOT_HERE };
    const { sealed, state } = test.current?.run ?? {};
    if (sealed) return { ok: false, detail: state === 'received' ? RECEIVED : COMES_BACK };
    if (test.current === null && freeSpace(await world.storage()) === 'full') return { ok: false, detail: NO_SPACE };
    const { step } = testSummary(test, serverNow);
    const refusal = refusals[step] ?? (step === 'submitted' && test.current === null ? ELSEWHERE : null);
    if (refusal !== null) return { ok: false, detail: refusal };
    const run = test.current?.run ?? (await mintRun(db, test.session, now()));
    if (run === null) return { ok: false, detail: NOT_READY };
    const isLeftBehind = run.state === 'stranded';
    // Not waited for: a start needs no network. But a test that goes on without the answers so far would look unanswered, and one
    // that was left behind as if it were still.
    const claim = run.claimed && !isLeftBehind ? null : engine.claim(run.run);
    const isContinued = isLeftBehind || (test.current === null && test.session.listed.maturity === 'IN_PROGRESS');
    if (claim !== null && isContinued && world.online()) await Promise.race([claim, this.#pause(CLAIM_PATIENCE_MS)]);
    await timekeeper.opened(run.run);
    const opened = await resume(run.partition, run.run);
    if (opened === null) return { ok: false, detail: NOT_READY };
    const itemId = opened.snapshot.itemId ?? itemOrder(opened.snapshot)[0]?.id;
    if (itemId !== undefined) await writeOpen(db, run, itemId);
    return { ok: true, ...opened };
  }

  /** `asked`: the server was, so that the list of tests has news. */
  async retake(sessionId: string): Promise<{ asked: boolean; result: Awaited<ReturnType<Services['retake']>> }> {
    const { engine } = this.#options;
    const refused = (detail: string) => ({ asked: false, result: { ok: false as const, detail } });
    const { test, token, left } = await this.#read(sessionId);
    if (test === null) return refused(NOT_HERE);
    if (token === null) return refused(notRetaken['sign-in']);
    const runs = [test.current, ...test.others].filter((run) => run !== null);
    if (runs.some((rows) => waitingIn(rows) > 0 || left.has(rows.run.run))) {
      engine.trigger('submit');
      return refused(COMES_BACK);
    }
    const { partition, id } = test.session;
    const retaken = await retakeSession(this.#options, { partition, id }, token);
    return { asked: true, result: retaken === 'ok' ? { ok: true } : { ok: false, detail: notRetaken[retaken] } };
  }

  readonly #pause = (ms: number) => new Promise<void>((resolve) => this.#options.later(ms, resolve));

  async #read(sessionId: string) {
    const { db, now } = this.#options;
    const { partition, tests, outbox } = await readDevice(db, await readSignedIn(db));
    return {
      /** Runs of which something that was sealed is unsent. */
      left: new Set(outbox.filter(({ sent }) => !sent).map(({ run }) => run)),
      test: tests.find(({ session }) => session.id === sessionId) ?? null,
      serverNow: now() + (partition?.clockOffsetMs ?? 0),
      token: partition?.token ?? null,
    };
  }
}

/** How long a test that goes on waits for its answers so far before it opens without them. */
export const CLAIM_PATIENCE_MS = 3000;

const NOT_HERE = 'This test is not on this device.';
const NOT_READY = 'This test is not ready on this device. Get it ready first.';
const RECEIVED = 'The server has this test.';
const COMES_BACK = 'Your answers are on their way to the server. Try again when they are there.';
const NO_SPACE = 'This device is almost full, so a test cannot start. Tell your teacher.';
const ELSEWHERE = 'This test was submitted, and its answers are not on this device.';
const refusals: Partial<Record<ReturnType<typeof testSummary>['step'], string>> = {
  'get-ready': NOT_READY,
  'not-open-yet': 'This test is not open yet.',
  closed: 'This test is closed. Ask your teacher.',
  'ask-teacher': 'Ask your teacher about this test.',
};
const notRetaken = {
  'sign-in': 'Sign in again first.',
  refused: 'The server does not give another attempt now.',
  network: 'There is no network right now.',
};
