/* The oracle is the schema alone: what is taken, and in which words something is not, is the same. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod/mini';
import { parseInput } from '../../../src/server/http/parse-input.ts';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { uploadBody } from '../../../src/server/session/upload-body.ts';
import { setResponsesBody, syncBlock } from '../../../src/shared/contract/set-responses.ts';

const plainBody = z.extend(setResponsesBody, { sync: z.optional(syncBlock) });

function read(schema: z.ZodMiniType, json: string): unknown {
  try {
    return parseInput(schema, JSON.parse(json));
  } catch (error) {
    if (error instanceof ProblemError) return error.toProblem();
    throw error;
  }
}

const body = (seqs: unknown) => ({
  submitForScoring: true,
  responses: [{ itemId: 'i', questions: [{ id: 'q', response: { options: [{ index: 1 }] }, more: 1 }] }],
  sync: {
    protocol: 1,
    run: 'r'.repeat(22),
    epoch: 1,
    writer: 'w'.repeat(22),
    package: 'a'.repeat(64),
    baseSeq: 0,
    lastSeq: 3,
    seqs,
    quarantined: [{ itemId: 'i', questionId: 'q', seq: 2, raw: '{}', reason: 'none' }],
    view: { itemId: 'i', flagged: [['i', 'q']] },
    submit: {
      submitId: 's'.repeat(22),
      opening: 1,
      through: 3,
      count: 1,
      digest: 'b'.repeat(64),
      startedAt: 1,
      submittedAt: 2,
      elapsedMs: 1,
      clockOffsetMs: -1,
      clock: { endedBy: 'time' },
    },
  },
});

const id = fc.constantFrom('i', 'q', 'constructor', 'toString', '10', '2', 'Ä');
const counter = fc.oneof({ weight: 20, arbitrary: fc.nat() }, fc.constantFrom(-1, 0.5, 2 ** 53, '1', null, [], {}));
const seqs = fc.oneof(
  { weight: 9, arbitrary: fc.dictionary(id, fc.dictionary(id, counter)) },
  fc.dictionary(id, fc.oneof(fc.dictionary(id, fc.nat()), fc.jsonValue())),
  fc.jsonValue(),
);

test('a body is read as its schema reads it, whatever the numbers of its changes are', () => {
  fc.assert(
    fc.property(seqs, (given) => {
      const json = JSON.stringify(body(given));
      expect(read(uploadBody, json)).toEqual(read(plainBody, json));
    }),
  );
});

/** Every place of a value, as a path. */
const placesIn = (value: unknown, path: string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, name]))]
    : [path];

function put(value: unknown, [name, ...path]: string[], other: unknown): unknown {
  if (name === undefined) return other;
  const changed = (inner: unknown) => put(inner, path, other);
  if (Array.isArray(value)) return value.map((inner, at) => (String(at) === name ? changed(inner) : inner));
  return { ...(value as object), [name]: changed((value as Record<string, unknown>)[name]) };
}

test('and whatever one place of it holds, or is left out', () => {
  const whole = body({ i: { q: 1 }, constructor: { toString: 2 } });
  const other = fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.constantFrom('x'.repeat(22), 1, 1e9, true));
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(whole).slice(1)), other, (place, value) => {
      const json = JSON.stringify(put(whole, place, value));
      expect(read(uploadBody, json)).toEqual(read(plainBody, json));
    }),
    { numRuns: 500 },
  );
});

test('a number by the name `__proto__` does no harm', () => {
  for (const numbers of ['{"__proto__":{"q":1}}', '{"i":{"__proto__":1}}', '{"__proto__":"x"}']) {
    const json = JSON.stringify(body(0)).replace('"seqs":0', `"seqs":${numbers}`);
    expect(read(uploadBody, json)).toMatchObject({ submitForScoring: true, sync: { lastSeq: 3 } });
    expect({}).not.toHaveProperty('q');
  }
});

test('the numbers of the changes are kept as they came, and all else is copied', () => {
  const given = body({ i: { q: 1 } });
  const taken = parseInput(uploadBody, given);
  expect(taken.sync?.seqs).toBe(given.sync.seqs);
  expect(taken.responses).not.toBe(given.responses);
});
