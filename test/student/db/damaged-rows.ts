import fc from 'fast-check';
import type { AnswerRow, OutboxRow, RunRow } from '../../../src/student/db/rows.ts';
import { anAnswer, aRun, PARTITION, RUN, T0, WRITER } from './rows.ts';

export const OTHER_RUN = 'run-bbbbbbbbbbbbbbbb';
export const OTHER_WRITER = 'writer-bbbbbbbbbbbbb';

/** A row as a disk or another version of the app may have it: it need not be one. */
export const asRun = (part: Record<string, unknown>) => ({ ...aRun(), ...part }) as unknown as RunRow;
export const asAnswer = (part: Record<string, unknown>) =>
  ({ ...anAnswer({ seq: 1 }), ...part }) as unknown as AnswerRow;
export const asOutbox = (part: Record<string, unknown>) => ({ ...anOutboxRow(), ...part }) as unknown as OutboxRow;

export const anOutboxRow = (part: Partial<OutboxRow> = {}): OutboxRow => ({
  run: RUN,
  writer: WRITER,
  partition: PARTITION,
  uploadToken: 'u1.token',
  jwe: 'sealed',
  seq: 1,
  unsent: 1,
  sent: false,
  sealedAt: T0,
  problem: null,
  submitId: null,
  ...part,
});

/** What may stand where a field should be; never `undefined` alone, which a row may well be without. */
export const junk = fc.oneof(
  fc.constant(null),
  fc.constant(Number.NaN),
  fc.constant(-1),
  fc.constant(0.5),
  fc.constant('x'),
  fc.constant({}),
  fc.constant([]),
  fc.constant(new Uint8Array(3)),
  fc.boolean(),
  fc.string(),
  fc.double(),
);

/** A row with some of its fields gone and others replaced. The fields of `keys` stay: without them there is no row. */
export const spoilt = <T extends object>(row: T, keys: ReadonlyArray<keyof T & string>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.subarray(Object.keys(row).filter((name) => !keys.includes(name as keyof T & string))),
      fc.dictionary(fc.constantFrom(...Object.keys(row), 'added-by-a-newer-version'), junk, { maxKeys: 4 }),
    )
    .map(([gone, replaced]) => {
      const kept = Object.fromEntries(Object.entries(row).filter(([name]) => !gone.includes(name)));
      const key = Object.fromEntries(keys.map((name) => [name, row[name]]));
      return { ...kept, ...replaced, ...key };
    });
