import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { PROBLEM_STATUS, PROBLEM_TYPE_PREFIX, type ProblemName } from '../../../src/shared/contract/problem.ts';
import { syncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { classify, type Exchange } from '../../../src/student/sync/classify.ts';

const answer = z.object({ fine: z.literal(true) });
const response = (status: number, body: unknown, retryAfterMs: number | null = null): Exchange => ({
  kind: 'response',
  status,
  body,
  retryAfterMs,
});
const ours = (name: ProblemName, issues?: unknown, retryAfterMs?: number) =>
  response(
    PROBLEM_STATUS[name],
    { type: PROBLEM_TYPE_PREFIX + name, title: 'No', status: PROBLEM_STATUS[name], issues },
    retryAfterMs,
  );
const notOurs = { action: 'retry', scope: 'network', retryAfterMs: null };

describe('our server', () => {
  test('a 200 that is the answer is fine', () => {
    expect(classify(response(200, { fine: true }), answer)).toEqual({ action: 'ok', answer: { fine: true } });
  });

  // Every problem that the contract knows: a new one makes this table, and `classify`, fail to compile.
  const table: Record<ProblemName, unknown> = {
    malformed: { action: 'strand', problem: 'malformed' },
    protocol: { action: 'update' },
    unauthorized: { action: 'sign-in' },
    forbidden: { action: 'strand', problem: 'forbidden' },
    'not-found': { action: 'strand', problem: 'not-found' },
    'method-not-allowed': { action: 'strand', problem: 'method-not-allowed' },
    conflict: { action: 'strand', problem: 'conflict' },
    'too-large': { action: 'halve' },
    'unsupported-media-type': { action: 'strand', problem: 'unsupported-media-type' },
    invalid: { action: 'strand', problem: 'invalid' },
    'rate-limited': { action: 'retry', scope: 'network', retryAfterMs: null },
    internal: { action: 'retry', scope: 'request', retryAfterMs: null },
    unavailable: { action: 'retry', scope: 'network', retryAfterMs: null },
  };
  test.each(Object.entries(table))('%s', (name, verdict) => {
    expect(classify(ours(name as ProblemName), answer)).toEqual(verdict);
  });

  test('a 422 that names questions quarantines exactly those', () => {
    const issues = [
      { path: ['responses', 0, 'questions', 2, 'response', 'options', 0, 'index'], message: 'there are 4 options' },
      { path: ['sync', 'view'], message: 'not a view' },
    ];
    expect(classify(ours('invalid', issues), answer)).toEqual({
      action: 'quarantine',
      named: [{ item: 0, question: 2, reason: 'there are 4 options' }],
    });
  });

  test('a 422 that names nothing of the answers is not blamed on them', () => {
    const issues = [{ path: ['sync', 'epoch'], message: 'must be a number' }];
    expect(classify(ours('invalid', issues), answer)).toEqual({ action: 'strand', problem: 'invalid' });
  });

  test('Retry-After is passed on', () => {
    expect(classify(ours('rate-limited', undefined, 5000), answer)).toMatchObject({ retryAfterMs: 5000 });
    expect(classify(ours('unavailable', undefined, 7000), answer)).toMatchObject({ retryAfterMs: 7000 });
  });
});

describe('what is not our server is tried again, whatever its status', () => {
  test.each<[string, Exchange]>([
    ['no network', { kind: 'failed' }],
    ['a captive portal’s 200', response(200, undefined)],
    ['a 200 with somebody else’s JSON', response(200, { login: 'please' })],
    ['a school filter’s 403', response(403, undefined)],
    ['a proxy’s 401', response(401, { error: 'proxy authentication' })],
    ['a proxy’s 413', response(413, undefined)],
    ['a proxy’s 404', response(404, { type: 'about:blank', title: 'Not Found', status: 404 })],
    ['a gateway’s 502', response(502, undefined)],
    [
      'a problem of a type that nobody knows',
      response(404, { type: `${PROBLEM_TYPE_PREFIX}gone`, title: '', status: 404 }),
    ],
    [
      'a problem under another status',
      response(403, { type: `${PROBLEM_TYPE_PREFIX}unauthorized`, title: '', status: 401 }),
    ],
    ['an inherited name', response(404, { type: `${PROBLEM_TYPE_PREFIX}constructor`, title: '', status: 404 })],
  ])('%s', (_, exchange) => {
    expect(classify(exchange, answer)).toEqual(notOurs);
  });

  test('and its Retry-After does not silence the device', () => {
    expect(classify(response(503, undefined, 900_000), answer)).toEqual(notOurs);
  });
});

describe('for every response', () => {
  const anyBody = fc.oneof(
    fc.anything(),
    fc.record({
      type: fc.oneof(
        fc.constantFrom(...Object.keys(PROBLEM_STATUS)).map((name) => PROBLEM_TYPE_PREFIX + name),
        fc.string(),
      ),
      title: fc.string(),
      status: fc.integer(),
      issues: fc.array(
        fc.record({
          path: fc.array(fc.oneof(fc.constantFrom('responses', 'questions'), fc.nat(3), fc.string())),
          message: fc.string(),
        }),
      ),
    }),
  );
  const anyStatus = fc.oneof(fc.constantFrom(...Object.values(PROBLEM_STATUS), 200), fc.integer());
  const anyExchange = fc.tuple(anyStatus, anyBody, fc.option(fc.nat()));

  test('there is a verdict, and never an exception', () => {
    fc.assert(
      fc.property(anyExchange, ([status, body, wait]) => {
        const { action } = classify(response(status, body, wait), syncAnswer);
        expect(['ok', 'retry', 'halve', 'sign-in', 'quarantine', 'strand', 'update']).toContain(action);
      }),
      { numRuns: 1000 },
    );
  });

  test('only a 200 that parses is an acknowledgement', () => {
    fc.assert(
      fc.property(anyExchange, ([status, body, wait]) => {
        const isOk = classify(response(status, body, wait), syncAnswer).action === 'ok';
        expect(isOk).toBe(status === 200 && syncAnswer.safeParse(body).success);
      }),
    );
  });

  test('anything but retry comes from a body that says it is ours', () => {
    fc.assert(
      fc.property(anyExchange, ([status, body, wait]) => {
        if (status === 200) return;
        const { action } = classify(response(status, body, wait), syncAnswer);
        if (action === 'retry') return;
        expect(body).toMatchObject({ type: expect.stringContaining(PROBLEM_TYPE_PREFIX) });
      }),
      { numRuns: 1000 },
    );
  });
});
