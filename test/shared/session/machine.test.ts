import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Maturity, maturity } from '../../../src/shared/contract/maturity.ts';
import { type MaturityEvent, transition } from '../../../src/shared/session/machine.ts';

const MATURITIES = maturity.options;
const EVENTS = ['start', 'respond', 'submit', 'reset', 'reopen', 'retake'] as const satisfies MaturityEvent[];

/** The oracle: the arrows of the picture, and the events that the text under it says to leave a state as it is. */
const ARROWS: Record<Maturity, Partial<Record<MaturityEvent, Maturity>>> = {
  NOT_STARTED: { start: 'IN_PROGRESS', respond: 'IN_PROGRESS', submit: 'COMPLETE', reset: 'NOT_STARTED' },
  IN_PROGRESS: {
    start: 'IN_PROGRESS',
    respond: 'IN_PROGRESS',
    submit: 'COMPLETE',
    reset: 'NOT_STARTED',
    reopen: 'IN_PROGRESS',
  },
  COMPLETE: { reset: 'NOT_STARTED', reopen: 'IN_PROGRESS', retake: 'NOT_STARTED' },
};

const pairs = MATURITIES.flatMap((from) => EVENTS.map((event) => [from, event] as const));

test.each(pairs)('%s answers %s as the picture says', (from, event) => {
  const next = ARROWS[from][event];
  const result = transition(from, event);
  if (next) expect(result).toEqual({ kind: 'to', maturity: next });
  else expect(result).toEqual({ kind: 'refused', reason: expect.stringMatching(/^[a-z ]{10,}$/) });
});

test('the picture in the source names every state and every event', () => {
  const source = readFileSync(new URL('../../../src/shared/session/machine.ts', import.meta.url), 'utf8');
  const picture = source.slice(source.indexOf('/*\n'), source.indexOf('*/'));
  for (const word of [...MATURITIES, ...EVENTS]) expect(picture).toContain(word);
});

describe('whatever happens in whatever order', () => {
  const walk = fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 });
  const reached = (events: readonly MaturityEvent[]) =>
    events.reduce<Maturity>((from, event) => {
      const result = transition(from, event);
      return result.kind === 'to' ? result.maturity : from;
    }, 'NOT_STARTED');

  test('an attempt becomes complete by a submit and by nothing else', () => {
    fc.assert(
      fc.property(walk, (events) => {
        const last = events.findLastIndex((event) => ['submit', 'reset', 'reopen', 'retake'].includes(event));
        if (reached(events) === 'COMPLETE') expect(events.slice(0, last + 1)).toContain('submit');
        if (!events.includes('submit')) expect(reached(events)).not.toBe('COMPLETE');
      }),
    );
  });

  test('a reset starts over, and a submit after it completes again', () => {
    fc.assert(
      fc.property(walk, (events) => {
        expect(reached([...events, 'reset'])).toBe('NOT_STARTED');
        expect(reached([...events, 'reset', 'submit'])).toBe('COMPLETE');
      }),
    );
  });

  test('a complete attempt takes no answers until staff open it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<MaturityEvent>('start', 'respond', 'submit')), (events) => {
        expect(reached(['submit', ...events])).toBe('COMPLETE');
      }),
    );
  });
});

test('reopening what was never begun is refused in the words that staff see', () => {
  expect(transition('NOT_STARTED', 'reopen')).toEqual({ kind: 'refused', reason: 'nothing was received yet' });
});
