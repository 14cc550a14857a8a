import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { age, mayCollect } from '../../../src/server/routes/staff-may-collect.ts';
import type { RunOnDevice } from '../../../src/server/store/staff-devices.ts';

const now = Date.parse('2026-03-02T10:00:00Z');
const MINUTE = 60_000;
const clean = { deviceId: 'd'.repeat(16), unsentAnswers: 0, waitingSubmits: 0, needsAttention: 0 };
const run = (over: Partial<RunOnDevice> = {}): RunOnDevice => ({
  studentName: 'Kevin Campbell',
  maturity: 'COMPLETE',
  answered: 40,
  held: 'yes',
  hasReceipt: true,
  ...over,
});
const ask = (
  runs: RunOnDevice[],
  { report = clean, minutes = 2 }: { report?: typeof clean | null; minutes?: number } = {},
) => mayCollect({ report, runs, lastContactAt: now - minutes * MINUTE }, now);

describe('may I collect this Chromebook?', () => {
  it('yes, when every test on it is received and it holds nothing back', () => {
    expect(ask([run()])).toEqual({
      mayCollect: 'yes',
      reason: 'Everything on it is on the server. Last heard 2 minutes ago.',
    });
  });

  it('yes, however long ago it was heard, when all it ever held is receipted', () => {
    expect(ask([run()], { minutes: 3 * 24 * 60 }).mayCollect).toBe('yes');
  });

  it('no, with numbers, when it said that it holds answers back', () => {
    expect(ask([run()], { report: { ...clean, unsentAnswers: 3, waitingSubmits: 1 }, minutes: 40 })).toEqual({
      mayCollect: 'no',
      reason: '3 answers not sent and 1 submitted test without a receipt. Last heard 40 minutes ago.',
    });
    expect(ask([], { report: { ...clean, needsAttention: 1 } }).reason).toContain('1 test in need of attention');
  });

  it('no, while a test on it is open, and whose', () => {
    expect(ask([run({ maturity: 'IN_PROGRESS', answered: 31, hasReceipt: false })])).toEqual({
      mayCollect: 'no',
      reason: '1 test not submitted: Kevin Campbell (31 answers on the server). Last heard 2 minutes ago.',
    });
  });

  it('names a student once, however many of their tests are on it', () => {
    const open = { maturity: 'IN_PROGRESS', hasReceipt: false } as const;
    const both = [run({ ...open, answered: 2 }), run({ ...open, answered: 1, studentName: 'Ada' }), run(open)];
    expect(ask(both).reason).toContain(
      '3 tests not submitted: Kevin Campbell (2 answers and 40 answers on the server) and Ada (1 answer on the server).',
    );
    const ready = run({ maturity: 'NOT_STARTED', answered: 0, held: 'maybe', hasReceipt: false });
    expect(ask([ready, ready], { minutes: 16 }).reason).toContain('without a network: Kevin Campbell. Last');
  });

  it('no, when a test was reopened after its receipt', () => {
    expect(ask([run({ maturity: 'IN_PROGRESS', hasReceipt: true })]).mayCollect).toBe('no');
  });

  it('ask, when it never reported', () => {
    expect(ask([], { report: null }).mayCollect).toBe('ask');
  });

  it('ask, when its test was completed without a submit of a device', () => {
    expect(ask([run({ hasReceipt: false })]).mayCollect).toBe('ask');
  });

  it('ask, when a test that had begun was released from it', () => {
    expect(ask([run({ held: 'released', maturity: 'IN_PROGRESS', hasReceipt: false })]).mayCollect).toBe('ask');
  });

  it('ask, when a test may have been started on it since it was heard', () => {
    const ready = run({ maturity: 'NOT_STARTED', answered: 0, held: 'maybe', hasReceipt: false });
    expect(ask([ready], { minutes: 5 }).mayCollect).toBe('yes');
    expect(ask([ready], { minutes: 16 })).toEqual({
      mayCollect: 'ask',
      reason: 'A test may have been started without a network: Kevin Campbell. Last heard 16 minutes ago.',
    });
  });

  // The one wrong answer that loses a student's work is a yes too many.
  it('never says yes over an open test, a held-back answer or silence', () => {
    const runs = fc.array(
      fc.record({
        studentName: fc.constant('A'),
        maturity: fc.constantFrom('NOT_STARTED' as const, 'IN_PROGRESS' as const, 'COMPLETE' as const),
        answered: fc.nat(40),
        held: fc.constantFrom('yes' as const, 'released' as const, 'maybe' as const),
        hasReceipt: fc.boolean(),
      }),
    );
    const counts = fc.record({ unsentAnswers: fc.nat(2), waitingSubmits: fc.nat(2), needsAttention: fc.nat(2) });
    fc.assert(
      fc.property(runs, fc.option(counts), fc.nat(100), (all, report, minutes) => {
        const said = report && { ...clean, ...report };
        if (ask(all, { report: said, minutes }).mayCollect !== 'yes') return;
        expect(said).toEqual(clean);
        const held = all.filter((one) => one.held === 'yes');
        expect(held.every((one) => (one.maturity === 'COMPLETE' ? one.hasReceipt : one.answered === 0))).toBe(true);
      }),
    );
  });
});

describe('an age in words', () => {
  it.each([
    [0, '0 seconds'],
    [-5000, '0 seconds'],
    [1000, '1 second'],
    [59_999, '59 seconds'],
    [60_000, '1 minute'],
    [3_599_999, '59 minutes'],
    [3_600_000, '1 hour'],
    [86_400_000, '1 day'],
    [172_800_000, '2 days'],
  ])('of %i ms is %s', (milliseconds, words) => {
    expect(age(milliseconds)).toBe(words);
  });
});
