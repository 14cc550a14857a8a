import { freeSpace } from '../../shared/lib/free-space.ts';
import { readOpen, readSignedIn, writeOpen } from '../db/meta.ts';
import { type AttemptRows, readAttempt } from '../db/read-attempt.ts';
import { readDevice } from '../db/read-tests.ts';
import { mintRun, takeTab } from '../db/runs.ts';
import type { Writing } from '../db/save-answer.ts';
import { itemOrder } from '../session/order.ts';
import type { AttemptPort, AttemptSnapshot, Services } from '../session/ports.ts';
import { isTabGone, type Locks } from '../sync/leader.ts';
import { type PortOptions, RunPort, snapshotOf } from './attempt-port.ts';
import type { Online } from './online.ts';
import { testSummary, waitingIn } from './test-summary.ts';
import type { World } from './world.ts';

export interface AttemptsOptions extends Omit<PortOptions, 'submit' | 'memory'> {
  locks: Locks | undefined;
  world: World;
  /** Null while what speaks with the server could not be loaded. */
  online: () => Promise<Online | null>;
}

/** The attempts that this tab opens: which may be opened, and by whom they are written. */
export class Attempts {
  readonly #options: AttemptsOptions;
  #open = 0;

  constructor(options: AttemptsOptions) {
    this.#options = options;
  }

  get isAnyOpen(): boolean {
    return this.#open > 0;
  }

  async open(sessionId: string): ReturnType<Services['openAttempt']> {
    const { db, now, world, online } = this.#options;
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
    const opened = await this.resume(run.partition, run.run);
    if (opened === null) return { ok: false, detail: NOT_READY };
    const itemId = opened.snapshot.itemId ?? itemOrder(opened.snapshot)[0]?.id;
    if (itemId !== undefined) await writeOpen(db, run, itemId);
    // Not waited for: a start needs no network.
    if (!run.claimed || run.state === 'stranded') void online().then((there) => there?.engine.claim(run.run));
    return { ok: true, ...opened };
  }

  async openRun(): Promise<{ partition: string; run: string } | null> {
    const { db } = this.#options;
    const [signedIn, open] = await Promise.all([readSignedIn(db), readOpen(db)]);
    return open !== null && open.partition === signedIn ? { partition: open.partition, run: open.run } : null;
  }

  async resume(partition: string, run: string): Promise<{ snapshot: AttemptSnapshot; port: AttemptPort } | null> {
    const { db, tab, locks, online, onClose } = this.#options;
    if ((await readSignedIn(db)) !== partition) return null;
    const found = await this.#readAttempt(partition, run);
    if (found === null || found.run.sealed !== null) return null;
    const writer = found.run.tab;
    const isFree = writer === null || (writer !== tab && (await isTabGone(locks, writer)));
    if (isFree) await takeTab(db, run, tab);
    const rows = isFree ? ((await this.#readAttempt(partition, run)) ?? found) : found;
    this.#open++;
    const submit = async (writing: Writing) => {
      const there = await online();
      if (there === null) throw new Error(NOT_LOADED);
      return await there.submit(writing);
    };
    const closed = () => {
      this.#open--;
      onClose();
    };
    const memory = async () => (await online())?.memory ?? null;
    const port = new RunPort(rows, { ...this.#options, submit, memory, onClose: closed });
    return { snapshot: snapshotOf(rows), port };
  }

  /** `asked`: the server was, so that the list of tests has news. */
  async retake(sessionId: string): Promise<{ asked: boolean; result: Awaited<ReturnType<Services['retake']>> }> {
    const { online, trigger } = this.#options;
    const refused = (detail: string) => ({ asked: false, result: { ok: false as const, detail } });
    const { test, token, left } = await this.#read(sessionId);
    if (test === null) return refused(NOT_HERE);
    if (token === null) return refused(notRetaken['sign-in']);
    const runs = [test.current, ...test.others].filter((run) => run !== null);
    if (runs.some((rows) => waitingIn(rows) > 0 || left.has(rows.run.run))) {
      trigger('submit');
      return refused(COMES_BACK);
    }
    const { partition, id } = test.session;
    const retaken = (await (await online())?.retake({ partition, id }, token)) ?? 'network';
    return { asked: true, result: retaken === 'ok' ? { ok: true } : { ok: false, detail: notRetaken[retaken] } };
  }

  #readAttempt(partition: string, run: string): Promise<AttemptRows | null> {
    return readAttempt(this.#options.db, partition, run).catch(() => null);
  }

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

const NOT_HERE = 'This test is not on this device.';
const NOT_LOADED = 'A part of the app has not come yet.';
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
