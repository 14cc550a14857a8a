/*
 * Small pure parts of a batch's way: reading it, setting aside what is refused by name, and the chain of retakes. Oracle: what the
 * body says, looked up question by question.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { readBatch } from '../../../src/server/session/read-batch.ts';
import { attemptsBefore } from '../../../src/server/session/retake-chain.ts';
import { setAside } from '../../../src/server/session/set-aside.ts';
import { PROTOCOL_VERSION } from '../../../src/shared/contract/protocol.ts';
import type { Response } from '../../../src/shared/contract/response.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';

interface Change {
  itemId: string;
  questionId: string;
  seq: number;
  response: Response | null;
}

const ITEMS = ['i0', 'constructor', 'toString', 'i1'];
const QUESTIONS = ['q', 'valueOf', 'hasOwnProperty'];

/** A batch as a device makes it: no question twice, and every number in it. */
function bodyOf(changes: Change[], part: Partial<SyncBody['sync']> = {}): SyncBody {
  const items = new Map<string, SyncBody['responses'][number]>();
  const seqs: SyncBody['sync']['seqs'] = {};
  for (const { itemId, questionId, seq, response } of changes) {
    const item = items.get(itemId) ?? { itemId, questions: [] };
    item.questions.push({ id: questionId, response });
    items.set(itemId, item);
    const known = Object.hasOwn(seqs, itemId) ? seqs[itemId] : {};
    seqs[itemId] = { ...known, [questionId]: seq };
  }
  return {
    submitForScoring: false,
    responses: [...items.values()],
    sync: {
      protocol: PROTOCOL_VERSION,
      run: 'run-aaaaaaaaaaaaaaaa',
      epoch: 1,
      writer: 'writer-aaaaaaaaaaaaa',
      package: 'a'.repeat(64),
      baseSeq: 0,
      lastSeq: 99,
      seqs,
      ...part,
    },
  };
}

const changes = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...ITEMS), fc.constantFrom(...QUESTIONS)), {
    selector: (question) => question.join(' '),
    maxLength: 8,
  })
  .map((questions) =>
    questions.map(([itemId, questionId], at): Change => {
      return { itemId, questionId, seq: at + 1, response: at % 4 === 3 ? null : { options: [{ index: at }] } };
    }),
  );

/** Every answer of a batch, wherever it stands in it. */
const answersIn = ({ responses, sync }: SyncBody) => [
  ...responses.flatMap(({ itemId, questions }) =>
    questions.map(({ id, response }) => {
      const ofItem = Object.hasOwn(sync.seqs, itemId) ? sync.seqs[itemId] : undefined;
      const seq = ofItem && Object.hasOwn(ofItem, id) ? ofItem[id] : undefined;
      return JSON.stringify([itemId, id, seq, response]);
    }),
  ),
  ...(sync.quarantined ?? []).map(({ itemId, questionId, seq, raw }) =>
    JSON.stringify([itemId, questionId, seq, JSON.parse(raw)]),
  ),
];

const issuesFor = (body: SyncBody, isNamed: (at: number) => boolean) => {
  let at = 0;
  return body.responses.flatMap(({ questions }, item) =>
    questions.flatMap((_, question) =>
      isNamed(at++) ? [{ path: ['responses', item, 'questions', question, 'response'], message: 'too long' }] : [],
    ),
  );
};

describe('setting aside what was refused by name', () => {
  test('keeps every answer, each once, with its number and its value', () => {
    fc.assert(
      fc.property(changes, fc.func(fc.boolean()), (given, isNamed) => {
        const body = bodyOf(given);
        const issues = issuesFor(body, isNamed);
        const after = setAside(body, issues);
        expect(after === null).toBe(issues.length === 0);
        if (after === null) return;
        expect(answersIn(after).sort()).toEqual(answersIn(body).sort());
        expect(after.sync.quarantined).toHaveLength(issues.length);
        expect(after.sync).toMatchObject({ baseSeq: 0, lastSeq: 99, writer: body.sync.writer });
      }),
    );
  });

  test('one after the other is all of them together', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const body = bodyOf(given);
        let left: SyncBody | null = body;
        let rounds = 0;
        while (left !== null && issuesFor(left, () => true).length > 0) {
          left = setAside(left, issuesFor(left, () => true).slice(0, 1));
          rounds++;
        }
        expect(rounds).toBe(given.length);
        if (left !== null) expect(answersIn(left).sort()).toEqual(answersIn(body).sort());
      }),
    );
  });

  test.each([
    ['no issue at all', undefined],
    ['an issue about the batch itself', [{ path: ['sync', 'lastSeq'], message: 'is less than baseSeq' }]],
    ['an issue about an answer that is not there', [{ path: ['responses', 9, 'questions', 0], message: 'no' }]],
    ['an issue that begins alike', [{ path: ['responses', 0, 'itemId'], message: 'no' }]],
  ])('has nothing to do with %s', (_, issues) => {
    expect(setAside(bodyOf([{ itemId: 'i0', questionId: 'q', seq: 1, response: null }]), issues)).toBeNull();
  });

  test('goes on from what the device had set aside itself', () => {
    const earlier = { itemId: 'i9', questionId: 'q', seq: 7, raw: '{}', reason: 'by the device' };
    const body = bodyOf([{ itemId: 'i0', questionId: 'q', seq: 8, response: null }], { quarantined: [earlier] });
    const after = setAside(
      body,
      issuesFor(body, () => true),
    );
    expect(after?.sync.quarantined).toEqual([earlier, expect.objectContaining({ itemId: 'i0', seq: 8, raw: 'null' })]);
    expect(after?.sync.seqs).toEqual({});
  });

  test('cuts what is larger than the journal takes, and a reason that is longer than a sentence', () => {
    const body = bodyOf([{ itemId: 'i0', questionId: 'q', seq: 1, response: { value: 'x'.repeat(600_000) } }]);
    const [issue] = issuesFor(body, () => true);
    const after = setAside(body, issue ? [{ ...issue, message: 'y'.repeat(5000) }] : []);
    expect(after?.sync.quarantined?.[0]?.raw).toHaveLength(500_000);
    expect(after?.sync.quarantined?.[0]?.reason).toHaveLength(1000);
  });
});

describe('reading a batch', () => {
  const problemOf = (body: SyncBody) => {
    try {
      readBatch(body);
    } catch (error) {
      if (error instanceof ProblemError)
        return (error.issues ?? []).map(({ path, message }) => [path.join('.'), message]);
      throw error;
    }
    return [];
  };
  const one: Change = { itemId: 'i0', questionId: 'q', seq: 5, response: { options: [{ index: 1 }] } };

  test('finds each answer with its number, whatever its item and question are called', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const entries = readBatch(bodyOf(given));
        const found = entries.map(({ itemId, questionId, seq, response }) => ({ itemId, questionId, seq, response }));
        expect(found.sort((a, b) => a.seq - b.seq)).toEqual(given);
      }),
    );
  });

  test.each<[string, SyncBody, Array<[string, RegExp]>]>([
    ['a number at its beginning', bodyOf([one], { baseSeq: 5 }), [['responses.0.questions.0.response', /outside/]]],
    ['a number after its end', bodyOf([one], { lastSeq: 4 }), [['responses.0.questions.0.response', /outside/]]],
    ['an end before its beginning', bodyOf([], { baseSeq: 9, lastSeq: 4 }), [['sync.lastSeq', /less/]]],
    ['no number', bodyOf([one], { seqs: {} }), [['responses.0.questions.0.response', /no number/]]],
    [
      'a number of another item',
      bodyOf([one], { seqs: { i1: { q: 5 } } }),
      [['responses.0.questions.0.response', /no number/]],
    ],
    ['a submit that it does not announce', bodyOf([], { submit: {} as never }), [['submitForScoring', /must be true/]]],
    ['no submit that it announces', { ...bodyOf([]), submitForScoring: true }, [['submitForScoring', /must be true/]]],
  ])('that has %s is refused, and says where', (_, body, issues) => {
    expect(problemOf(body)).toEqual(issues.map(([path, message]) => [path, expect.stringMatching(message)]));
  });

  test('that names a question twice is refused at the second, in one item or in two', () => {
    const twice = { itemId: 'i0', questions: [{ id: 'q', response: null }] };
    const body = { ...bodyOf([one]), responses: [twice, twice] };
    expect(problemOf(body)).toEqual([['responses.1.questions.0.response', expect.stringMatching(/twice/)]]);
  });

  test('takes the first and the last number of its range', () => {
    const edges = [
      { ...one, seq: 3 },
      { ...one, questionId: 'r', seq: 6 },
    ];
    expect(readBatch(bodyOf(edges, { baseSeq: 2, lastSeq: 6 })).map(({ seq }) => seq)).toEqual([3, 6]);
  });

  test('takes an empty answer as one that was cleared', () => {
    expect(readBatch(bodyOf([{ ...one, response: { options: [] } }]))).toMatchObject([{ response: null, json: null }]);
  });
});

describe('the attempts before a run', () => {
  const retake = (run: string, next: string) => ({ run_id: run, detail_json: JSON.stringify({ next }) });

  test('are those that it came from by retake, through all of them', () => {
    expect(attemptsBefore('c', [retake('b', 'c'), retake('a', 'b'), retake('x', 'y')])).toEqual(new Set(['a', 'b']));
    expect(attemptsBefore('a', [retake('a', 'b')])).toEqual(new Set());
  });

  test('never go round in circles, whatever is on record', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(name, fc.array(fc.tuple(name, name), { maxLength: 8 }), (of, chain) => {
        const before = attemptsBefore(
          of,
          chain.map(([run, next]) => retake(run, next)),
        );
        expect(before.size).toBeLessThanOrEqual(4);
      }),
    );
  });
});
