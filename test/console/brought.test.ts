import { expect, test } from 'vitest';
import { type Brought, summaryOf } from '../../src/console/brought.ts';
import type { ImportAnswer } from '../../src/shared/contract/response-file.ts';

type Item = ImportAnswer['items'][number];

const received = (outcome: Extract<Item, { result: 'received' }>['outcome']): Item => ({
  result: 'received',
  line: 2,
  sessionId: 's',
  run: 'run-of-the-test-000',
  deviceId: 'device-of-the-cart',
  outcome,
  ackedThrough: 1,
});
const refused: Item = { result: 'refused', line: 2, reason: 'altered', detail: '' };
const done = (...items: Item[]): Brought['state'] => ({ at: 'done', items });
const summary = (...states: Brought['state'][]) => summaryOf(states.map((state, id) => ({ id, name: 'a', state })));

test('nothing is said of no file', () => {
  expect(summary()).toBe('');
});

test('while files are read it is said how far it is', () => {
  expect(summary(done(received('applied')), { at: 'waiting' }, { at: 'waiting' })).toBe('Reading: 1 of 3 files done.');
});

test('files are taken whole when every run in them is, also one that the test went on without', () => {
  expect(summary(done(received('applied'), received('stranded')))).toBe('1 file taken whole.');
  expect(summary(done(received('applied')), done(received('incomplete')))).toBe('2 files taken whole.');
});

test.each<[string, Brought['state']]>([
  ['with a run that was refused', done(received('applied'), refused)],
  ['of which a part is missing', done(received('gap'))],
  ['that is empty', done()],
  ['that met no server', { at: 'failed', detail: '' }],
])('a file %s is one to look at', (_, state) => {
  expect(summary(done(received('applied')), state)).toBe(
    '1 of 2 files taken whole. Look at the one below that was not.',
  );
  expect(summary(state, state)).toBe('0 of 2 files taken whole. Look at the 2 below that were not.');
});
