/*
 * A device as the wire shows it, without the device's own code: a test decides what is repeated, lost, reordered or forged.
 */
import { createHash } from 'node:crypto';
import { PROTOCOL_VERSION } from '../../../src/shared/contract/protocol.ts';
import type { Response } from '../../../src/shared/contract/response.ts';
import type { SyncAnswer, SyncBody } from '../../../src/shared/contract/set-responses.ts';
import type { SubmitClaim } from '../../../src/shared/contract/submit-claim.ts';
import type { WriterOrder } from '../../../src/shared/contract/writer-order.ts';
import { submitContent, submitCount } from '../../../src/shared/session/submit-content.ts';
import { type Classroom, PACKAGE, QUESTION } from './classroom.ts';

interface OwnAnswer {
  itemId: string;
  questionId: string;
  response: Response | null;
  seq: number;
  problem: boolean;
}

export const choose = (index: number | null): Response | null => (index === null ? null : { options: [{ index }] });

/** A device with one run on it. What it sends is computed from its own rows; what it believes, from the answers it read. */
export class TestDevice {
  readonly room: Classroom;
  readonly deviceId: string;
  run: string;
  writer: string;
  package = PACKAGE;
  epoch = 1;
  /** What it says of its writer's place among those of its device. */
  order: WriterOrder | undefined;
  opening = 1;
  seq = 0;
  acked = 0;
  readonly own = new Map<string, OwnAnswer>();
  submits = 0;

  constructor(room: Classroom, name: string, run: string) {
    this.room = room;
    this.deviceId = `device-${name}`.padEnd(20, '0');
    this.writer = `writer-${name}`.padEnd(20, '0');
    this.run = run;
  }

  /** Saves one answer on the device. @param index the option; null clears */
  save(itemId: string, index: number | null, questionId = QUESTION): this {
    this.seq += 1;
    this.own.set(`${itemId}/${questionId}`, {
      itemId,
      questionId,
      response: choose(index),
      seq: this.seq,
      problem: false,
    });
    return this;
  }

  /** What a submit would say now. */
  claim(change: Partial<SubmitClaim> = {}): SubmitClaim {
    this.submits += 1;
    const covered = [...this.own.values()].filter(({ problem }) => !problem);
    return {
      submitId: `submit-${this.writer}-${this.submits}`,
      opening: this.opening,
      through: this.seq,
      count: submitCount(covered),
      digest: createHash('sha256').update(submitContent(covered)).digest('hex'),
      startedAt: this.room.test.clock.now - 60_000,
      submittedAt: this.room.test.clock.now,
      elapsedMs: 60_000,
      clockOffsetMs: 0,
      ...change,
    };
  }

  /** The batch that is due: everything after `baseSeq`, as the device has it now. */
  batch({
    submit,
    baseSeq = this.acked,
    lastSeq = this.seq,
  }: {
    submit?: SubmitClaim;
    baseSeq?: number;
    lastSeq?: number;
  } = {}): SyncBody {
    const due = [...this.own.values()].filter(({ seq }) => seq > baseSeq && seq <= lastSeq);
    const sent = due.filter(({ problem }) => !problem);
    const refused = due.filter(({ problem }) => problem);
    return {
      submitForScoring: submit !== undefined,
      responses: sent.map(({ itemId, questionId, response }) => ({
        itemId,
        questions: [{ id: questionId, response }],
      })),
      sync: {
        protocol: PROTOCOL_VERSION,
        run: this.run,
        epoch: this.epoch,
        writer: this.writer,
        ...(this.order && { order: this.order }),
        package: this.package,
        baseSeq,
        lastSeq,
        seqs: Object.fromEntries(sent.map(({ itemId, questionId, seq }) => [itemId, { [questionId]: seq }])),
        ...(refused.length > 0 && {
          quarantined: refused.map(({ itemId, questionId, response, seq }) => ({
            itemId,
            questionId,
            seq,
            raw: JSON.stringify(response),
            reason: 'refused by name',
          })),
        }),
        ...(submit && { submit }),
      },
    };
  }

  /** Sends a body and forgets the answer, as when the network lost it. */
  post(body: SyncBody): Promise<SyncAnswer> {
    this.room.later(10);
    return this.room.receive({ run: this.run, deviceId: this.deviceId, body });
  }

  /** Sends a body and believes the answer. */
  async send(body: SyncBody = this.batch()): Promise<SyncAnswer> {
    const answer = await this.post(body);
    this.believe(answer);
    return answer;
  }

  believe({ outcome, ackedThrough, examSession }: SyncAnswer): void {
    this.acked = outcome === 'gap' ? ackedThrough : Math.max(this.acked, Math.min(ackedThrough, this.seq));
    if (examSession.run !== this.run) return;
    this.epoch = Math.max(this.epoch, examSession.epoch);
    this.opening = Math.max(this.opening, examSession.opening);
  }

  submit(change: Partial<SubmitClaim> = {}): Promise<SyncAnswer> {
    return this.send(this.batch({ submit: this.claim(change) }));
  }
}

export async function device(room: Classroom, name: string): Promise<TestDevice> {
  return new TestDevice(room, name, (await room.session()).current_run);
}
