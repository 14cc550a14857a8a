import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Admission, TurnedAway } from '../../../src/server/http/admission.ts';
import { createAdmission } from '../../../src/server/http/shed-load.ts';
import { URGENCIES, type Urgency } from '../../../src/server/http/turns.ts';

const settled = () => new Promise<void>((done) => setImmediate(done));

interface Asked {
  n: number;
  urgency: Urgency;
  state: 'asked' | 'working' | 'left' | { seconds: number };
  leave?: () => void;
}

/** An admission with what became of everybody who asked. */
function open(limits: { working: number; submits?: number; reports: number; waiting: number; msEach?: number }) {
  const clock = { now: 0 };
  const admission = new Admission({ ...limits, now: () => clock.now });
  const all: Asked[] = [];
  const started: Asked[] = [];
  return {
    clock,
    admission,
    all,
    started,
    ask(urgency: Urgency): Asked {
      const asked: Asked = { n: all.length, urgency, state: 'asked' };
      all.push(asked);
      admission.enter(urgency).then(
        (leave) => {
          Object.assign(asked, { state: 'working', leave });
          started.push(asked);
        },
        (error: unknown) => {
          if (!(error instanceof TurnedAway)) throw error;
          asked.state = { seconds: error.retryAfterSeconds };
        },
      );
      return asked;
    },
    secondsOf: (asked: Asked) => (typeof asked.state === 'object' ? asked.state.seconds : null),
  };
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ask: fc.constantFrom(...URGENCIES) }) },
  { weight: 2, arbitrary: fc.record({ leave: fc.nat() }) },
);

test('whoever comes and leaves: never too many at once, the urgent first, and each is let in or turned away', async () => {
  const limits = fc.record({
    working: fc.integer({ min: 1, max: 4 }),
    submits: fc.integer({ min: 1, max: 4 }),
    reports: fc.integer({ min: 1, max: 2 }),
    waiting: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(limits, fc.array(step, { maxLength: 60 }), async (limit, steps) => {
      const door = open(limit);
      const isIn = (state: Asked['state']) => door.all.filter((asked) => asked.state === state);
      for (const next of steps) {
        const waiting = isIn('asked');
        if ('ask' in next) door.ask(next.ask);
        else {
          const working = isIn('working');
          const leaving = working[next.leave % Math.max(1, working.length)];
          if (!leaving) continue;
          leaving.state = 'left';
          leaving.leave?.();
          leaving.leave?.();
        }
        await settled();
        const working = isIn('working');
        expect(working.length).toBeLessThanOrEqual(limit.working);
        const at = (urgency: Urgency) => working.filter((asked) => asked.urgency === urgency).length;
        expect(at('submit')).toBeLessThanOrEqual(limit.submits);
        expect(at('reports')).toBeLessThanOrEqual(limit.reports);
        expect(isIn('asked').length).toBeLessThanOrEqual(limit.waiting);
        expect(door.admission).toMatchObject({ working: working.length, waiting: isIn('asked').length });
        // Who was let in came before all that are left of the same urgency, and none that is left is more urgent, but for submits
        // that have all of their places.
        const letIn = waiting.filter((asked) => asked.state === 'working');
        for (const first of letIn) {
          for (const left of waiting.filter((asked) => asked.state === 'asked')) {
            const ranks = [first, left].map((asked) => URGENCIES.indexOf(asked.urgency)) as [number, number];
            const isKept = left.urgency === 'submit' && at('submit') === limit.submits;
            expect(ranks[0] < ranks[1] || isKept || (ranks[0] === ranks[1] && first.n < left.n)).toBe(true);
          }
        }
        // One that was turned away after it had waited made room for one that is more urgent.
        for (const turned of waiting.filter((asked) => door.secondsOf(asked) !== null)) {
          const came = door.all.at(-1);
          expect(URGENCIES.indexOf(turned.urgency)).toBeGreaterThan(URGENCIES.indexOf(came?.urgency ?? 'submit'));
        }
      }
      for (;;) {
        const [next] = isIn('working');
        if (!next) break;
        next.state = 'left';
        next.leave?.();
        await settled();
      }
      expect(isIn('asked')).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a herd of submits leaves places: an autosave in the midst of it waits for none of them, and of many autosaves each for those before it', async () => {
  const door = open({ working: 4, submits: 3, reports: 1, waiting: 1000 });
  for (let n = 0; n < 400; n += 1) door.ask('submit');
  await settled();
  expect(door.started).toHaveLength(3);
  const first = door.ask('answers');
  const others = Array.from({ length: 5 }, () => door.ask('answers'));
  await settled();
  expect(first.state).toBe('working');
  for (let group = 0; group < 5; group += 1) {
    // All who share a commit leave at once.
    for (const working of door.all.filter(({ state }) => state === 'working')) {
      working.state = 'left';
      working.leave?.();
    }
    await settled();
    expect(others[group]?.state).toBe('working');
    expect(door.started.filter(({ urgency }) => urgency === 'submit')).toHaveLength(3 * (group + 2));
  }
});

test('a herd is told to come back in the order in which it came, as fast as it is served', async () => {
  const door = open({ working: 1, reports: 1, waiting: 10, msEach: 100 });
  const herd = Array.from({ length: 311 }, () => door.ask('answers'));
  await settled();
  const seconds = herd.slice(11).map(door.secondsOf);
  // Ten wait, which takes a second; then ten in each.
  expect(seconds).toEqual(Array.from({ length: 300 }, (_, n) => Math.ceil((1000 + (n + 1) * 100) / 1000)));
  // A submit has only submits before it, and a report all of them.
  const submits = Array.from({ length: 10 }, () => door.ask('submit'));
  const late = door.ask('submit');
  const report = door.ask('reports');
  await settled();
  expect(submits.map(door.secondsOf)).toEqual(Array(10).fill(null));
  expect(door.secondsOf(late)).toBe(2);
  expect(door.secondsOf(report)).toBeGreaterThanOrEqual(32);
});

test('places in the future are kept as time goes on, and are given out by the pace of the server', async () => {
  const door = open({ working: 1, reports: 1, waiting: 4, msEach: 1000 });
  for (let n = 0; n < 15; n += 1) door.ask('answers');
  await settled();
  expect(door.secondsOf(door.all[14] as Asked)).toBe(14);
  // Each now takes a tenth of what was thought.
  for (let n = 0; n < 200; n += 1) {
    door.clock.now += 100;
    const working = door.all.find((asked) => asked.state === 'working');
    if (!working) throw new Error('nobody is let in');
    working.state = 'left';
    working.leave?.();
    door.ask('answers');
    await settled();
  }
  for (let n = 0; n < 10; n += 1) door.ask('answers');
  await settled();
  expect(door.secondsOf(door.all.at(-1) as Asked)).toBeLessThanOrEqual(3);
});

test('those of one commit leave in one moment, and still count as what each took', async () => {
  const door = open({ working: 50, reports: 1, waiting: 200, msEach: 5 });
  for (let n = 0; n < 250; n += 1) door.ask('submit');
  await settled();
  for (let group = 0; group < 10; group += 1) {
    door.clock.now += 100;
    for (const working of door.all.filter(({ state }) => state === 'working')) {
      working.state = 'left';
      working.leave?.();
      door.ask('submit');
    }
    await settled();
  }
  // Two milliseconds each: behind twelve hundred. By the last ones alone, it would have been no time at all.
  const away = Array.from({ length: 1000 }, () => door.ask('submit'));
  await settled();
  expect([3, 4]).toContain(door.secondsOf(away.at(-1) as Asked));
});

test('nobody is sent away for longer than can be foreseen', async () => {
  const door = open({ working: 1, reports: 1, waiting: 1, msEach: 5000 });
  const herd = Array.from({ length: 500 }, () => door.ask('answers'));
  await settled();
  const seconds = herd.slice(2).map((asked) => door.secondsOf(asked) ?? 0);
  expect(Math.max(...seconds)).toBeLessThanOrEqual(300);
  expect(new Set(seconds.slice(-30)).size).toBe(30);
});

test('a herd of submits and slow reports leave places that an answer finds free', async () => {
  const admission = createAdmission();
  for (let n = 0; n < 600; n += 1) void admission.enter('submit');
  for (let n = 0; n < 100; n += 1) void admission.enter('reports');
  const before = admission.working;
  await admission.enter('answers');
  expect(admission.working).toBe(before + 1);
});
