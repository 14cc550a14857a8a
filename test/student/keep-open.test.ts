import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { OPEN } from '../../src/student/db/early-reader.ts';
import { openRow } from '../../src/student/db/meta.ts';
import { keepOpen } from '../../src/student/keep-open.ts';
import type { App } from '../../src/student/session/app.ts';
import { Attempt } from '../../src/student/session/attempt.ts';
import { sampleItems, sampleSnapshot } from '../support/sample-test.ts';
import { aRun } from './db/rows.ts';

type Screen = App['screen']['value'];

function device() {
  const kept = new Map<string, string>();
  let due: (() => void) | null = null;
  const later = (_: number, run: () => void) => {
    due = run;
    return () => {
      due = null;
    };
  };
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: sampleItems[0] ?? null, later: () => () => {} });
  const screen = signal<Screen>({ name: 'attempt', attempt } as Screen);
  const storage = () => ({
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
  keepOpen({ app: { screen }, storage, later });
  return { kept, attempt, screen, stays: () => due?.() };
}

const { partition, run, sessionId, package: hash } = sampleSnapshot;
const inTheDatabase = (itemId: string) =>
  JSON.stringify(openRow(aRun({ partition, run, sessionId, package: hash }), itemId));

test('keeps, letter for letter, what the database notes, once the student stays at a question', () => {
  const { kept, attempt, stays } = device();
  expect(kept.get(OPEN)).toBeUndefined();
  stays();
  expect(kept.get(OPEN)).toBe(inTheDatabase('item-1'));
  const third = attempt.questions[2];
  if (third) attempt.goTo(third);
  expect(kept.get(OPEN)).toBe(inTheDatabase('item-1'));
  stays();
  expect(kept.get(OPEN)).toBe(inTheDatabase('item-3'));
});

test('leaves nothing for the next student of the device', () => {
  const { kept, screen, stays } = device();
  stays();
  screen.value = { name: 'sign-in' } as Screen;
  stays();
  expect(kept.size).toBe(0);
});
