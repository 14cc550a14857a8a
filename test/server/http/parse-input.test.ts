import { describe, expect, it } from 'vitest';
import { z } from 'zod/mini';
import { parseInput } from '../../../src/server/http/parse-input.ts';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { response } from '../../../src/shared/contract/response.ts';

function issuesOf(schema: z.ZodMiniType, input: unknown) {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof ProblemError) return error.toProblem().issues;
    throw error;
  }
  return undefined;
}

describe('what is told of invalid input', () => {
  it('reads as English, and names the place', () => {
    expect(issuesOf(z.object({ a: z.array(z.int()) }), { a: [1, 'x'] })).toEqual([
      { path: ['a', 1], message: 'Invalid input: expected number, received string' },
    ]);
  });

  it('names each field that is not known', () => {
    expect(issuesOf(z.object({ a: z.strictObject({}) }), { a: { b: 1, c: 2 } })).toEqual([
      { path: ['a', 'b'], message: 'is not known here' },
      { path: ['a', 'c'], message: 'is not known here' },
    ]);
  });

  it('speaks of the form that a response came nearest to', () => {
    expect(issuesOf(response, { options: [{ index: 'two' }] })).toEqual([
      { path: ['options', 0, 'index'], message: 'Invalid input: expected number, received string' },
    ]);
    expect(issuesOf(response, { points: [{ x: 1 }] })).toEqual([
      { path: ['points', 0, 'y'], message: 'Invalid input: expected number, received undefined' },
    ]);
  });

  it('says that there are too many faults to name, where there are', () => {
    const schema = z.object({ all: z.array(z.object({ a: z.int(), b: z.int() })) });
    expect(issuesOf(schema, { all: Array(500_000).fill({}) })).toEqual([
      { path: [], message: 'The input has more faults than can be named' },
    ]);
  });

  it('stops at a hundred issues', () => {
    expect(
      issuesOf(
        z.array(z.int()),
        Array.from({ length: 500 }, () => 'x'),
      ),
    ).toHaveLength(100);
  });
});
