/*
 * Random histories of two devices, a teacher and an integrator over one session, with lost, repeated and reordered batches.
 * After each step:
 *
 *  1. Nothing acknowledged is lost: the latest value of each question that a writer was acknowledged for is in the answers,
 *     the history or the journal of its own run.
 *  2. No answer is in another run than its own.
 *  3. A batch that was acknowledged changes nothing when it comes again.
 *  4. The session copies what its current run says, exactly one run is not archived, and attempts that count are told
 *     apart by their number.
 *  5. The totals are what the sessions come to.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { claimRun } from '../../../src/server/session/claim.ts';
import { releaseRun } from '../../../src/server/session/release.ts';
import { reopenSession } from '../../../src/server/session/reopen.ts';
import { resetSession } from '../../../src/server/session/reset.ts';
import { restoreRun } from '../../../src/server/session/restore-run.ts';
import { retakeSession } from '../../../src/server/session/retake.ts';
import { setResponses } from '../../../src/server/session/set-responses.ts';
import { recountSessions } from '../../../src/server/store/recount-sessions.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { canonicalJson } from '../../../src/shared/lib/canonical-json.ts';
import { allAnswers } from '../../support/all-answers.ts';
import { type Classroom, ITEMS, openClassroom, QUESTION, SESSION } from './classroom.ts';
import { choose, TestDevice } from './test-device.ts';

type Step =
  | { do: 'save'; device: 0 | 1; item: number; option: number | null }
  | { do: 'send'; device: 0 | 1; lost: boolean; submit: boolean; delayed: boolean; ahead: boolean }
  | { do: 'again'; which: number }
  | { do: 'claim' | 'next-run' | 'wipe'; device: 0 | 1 }
  | { do: 'reset' | 'retake' | 'reopen' | 'release' }
  | { do: 'restore'; which: number }
  | { do: 'integrator'; item: number; option: number | null; submit: boolean };

const who = fc.constantFrom<0 | 1>(0, 1);
/** Few, so that everybody is after the same questions. */
const item = fc.nat(1);
const option = fc.option(fc.nat(3));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('save'), device: who, item, option }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('send'),
      device: who,
      lost: fc.boolean(),
      submit: fc.boolean(),
      delayed: fc.boolean(),
      ahead: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('again'), which: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('claim'), device: who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('next-run'), device: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wipe'), device: who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reset') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retake') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore'), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('integrator'), item, option, submit: fc.boolean() }) },
) as fc.Arbitrary<Step>;

interface Sent {
  device: TestDevice;
  body: SyncBody;
}

/** What each writer of each run was acknowledged for: by question, the sequence number and value. */
type Ledger = Map<string, { run: string; writer: string; itemId: string; seq: number; json: string | null }>;

class World {
  readonly room: Classroom;
  readonly devices: [TestDevice, TestDevice];
  readonly sent: Sent[] = [];
  readonly ledger: Ledger = new Map();
  wipes = 0;

  constructor(room: Classroom, run: string) {
    this.room = room;
    this.devices = [new TestDevice(room, 'a', run), new TestDevice(room, 'b', run)];
  }

  async take(step: Step): Promise<void> {
    this.room.later(70_000);
    switch (step.do) {
      case 'save':
        this.devices[step.device].save(ITEMS[step.item] ?? '', step.option);
        return;
      case 'send':
        return this.send(step);
      case 'again': {
        const sent = this.sent[step.which % Math.max(1, this.sent.length)];
        if (sent) await this.repeat(sent);
        return;
      }
      case 'claim':
        return this.claim(step.device);
      case 'next-run': {
        const run = (await this.room.session()).current_run;
        if (run !== this.devices[step.device].run) this.replace(step.device, run, false);
        return;
      }
      case 'wipe':
        this.replace(step.device, this.devices[step.device].run, true);
        return;
      case 'reset':
        return this.operate(resetSession);
      case 'retake':
        return this.operate(retakeSession);
      case 'reopen':
        return this.operate(reopenSession);
      case 'release':
        return this.operate(releaseRun);
      case 'restore': {
        const runs = await this.room.read((db) => db.selectFrom('run').select('run_id').execute());
        const run = runs[step.which % runs.length]?.run_id ?? '';
        return this.operate((db, workspaceId, sessionId, ctx) => restoreRun(db, workspaceId, sessionId, run, ctx));
      }
      case 'integrator': {
        const questions = [{ id: QUESTION, response: choose(step.option) }];
        const responses = [{ itemId: ITEMS[step.item] ?? '', questions }];
        return this.operate((db, workspaceId, sessionId, ctx) =>
          setResponses(db, workspaceId, sessionId, { submitForScoring: step.submit, responses }, ctx),
        );
      }
      default:
        return step satisfies never;
    }
  }

  /** A refusal with a reason is a fair answer of any operation; everything else that is thrown is not. */
  private async operate(operation: Parameters<Classroom['operate']>[0]): Promise<void> {
    await this.room.operate(operation).catch((error: unknown) => {
      if (!(error instanceof ProblemError) || error.problem !== 'conflict') throw error;
    });
  }

  private async send({ device, lost, submit, delayed, ahead }: Extract<Step, { do: 'send' }>): Promise<void> {
    const sender = this.devices[device];
    // One that does not wait for acknowledgements: the server may not have what came before.
    const before = this.sent.filter((sent) => sent.device === sender).map(({ body: { sync } }) => sync.lastSeq);
    const baseSeq = ahead ? Math.max(sender.acked, ...before) : sender.acked;
    const body = sender.batch({ baseSeq, ...(submit && { submit: sender.claim() }) });
    this.sent.push({ device: sender, body });
    // A delayed one arrives when `again` picks it.
    if (delayed) return;
    const answer = await sender.post(body);
    this.note(sender, body, answer.ackedThrough);
    if (!lost) sender.believe(answer);
  }

  private async repeat({ device, body }: Sent): Promise<void> {
    this.note(device, body, (await device.post(body)).ackedThrough);
    const before = await this.room.snapshot();
    this.room.later(5);
    const again = await device.post(body);
    // The one thing that a second identical submit changes is that it is taken as it stands.
    if (again.receipt === undefined || body.sync.submit === undefined)
      expect(await this.room.snapshot()).toEqual(before);
  }

  private note(device: TestDevice, { sync, responses }: SyncBody, ackedThrough: number): void {
    for (const { itemId, questions } of responses) {
      const seq = sync.seqs[itemId]?.[QUESTION] ?? 0;
      const key = `${device.run} ${sync.writer} ${itemId}`;
      const known = this.ledger.get(key);
      if (seq > ackedThrough || (known && known.seq >= seq)) continue;
      const response = questions[0]?.response ?? null;
      const json = response === null ? null : canonicalJson(response);
      this.ledger.set(key, { run: sync.run, writer: sync.writer, itemId, seq, json });
    }
  }

  private async claim(which: 0 | 1): Promise<void> {
    const by = this.devices[which];
    const asked = { sessionId: SESSION, deviceId: by.deviceId, run: by.run, writer: by.writer, package: by.package };
    await this.operate(async (db, workspaceId, _, ctx) => {
      by.epoch = Math.max(by.epoch, (await claimRun(db, workspaceId, asked, ctx)).sessionState.epoch);
    });
  }

  private replace(which: 0 | 1, run: string, wiped: boolean): void {
    const next = new TestDevice(this.room, which === 0 ? 'a' : 'b', run);
    this.wipes += 1;
    next.writer = `writer-${wiped ? 'wiped' : 'next'}-${this.wipes}`.padEnd(20, '0');
    this.devices[which] = next;
  }

  async check(): Promise<void> {
    const [answers, history, journal] = await this.room.read((db) =>
      Promise.all([
        allAnswers(db),
        db.selectFrom('answer_history').selectAll().execute(),
        db.selectFrom('journal').selectAll().execute(),
      ]),
    );
    const kept = new Set(
      [...answers, ...history, ...journal].map((row) =>
        [row.run_id, row.writer, row.item_id, row.seq, row.response_json].join(' '),
      ),
    );
    for (const { run, writer, itemId, seq, json } of this.ledger.values()) {
      expect(kept).toContain([run, writer, itemId, seq, json].join(' '));
    }
    const runOfWriter = new Map(this.sent.map(({ body: { sync } }) => [sync.writer, sync.run]));
    for (const row of [...answers, ...history, ...journal]) {
      expect(runOfWriter.get(row.writer) ?? row.run_id).toBe(row.run_id);
    }
    const { session, runs } = await this.room.read(async (db) => ({
      session: await db.selectFrom('exam_session').selectAll().executeTakeFirstOrThrow(),
      runs: await db.selectFrom('run').selectAll().execute(),
    }));
    const [current, ...others] = runs.filter((run) => run.archived_at === null);
    expect(others).toEqual([]);
    expect(current).toMatchObject({
      run_id: session.current_run,
      attempt: session.attempt,
      maturity: session.maturity,
    });
    const counted = runs.filter((run) => run.archived_at === null || run.archived_by === 'retake');
    expect(new Set(counted.map((run) => run.attempt)).size).toBe(counted.length);
    for (const run of runs) expect(run.maturity === 'COMPLETE').toBe(run.results_json !== null);
    expect(await this.room.read((db) => recountSessions(db, this.room.workspaceId))).toEqual([]);
  }
}

test('whatever happens in whatever order, nothing acknowledged is lost and nothing ends in another run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      const room = await openClassroom({ settings: { allowRetakes: true }, versions: [0] });
      try {
        const world = new World(room, (await room.session()).current_run);
        for (const next of steps) await world.take(next);
        await world.check();
      } finally {
        await room.close();
      }
    }),
    { numRuns: 60 },
  );
}, 120_000);
