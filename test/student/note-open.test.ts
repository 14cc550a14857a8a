import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { OPEN_NOTE } from '../../src/student/db/early-reader.ts';
import { openRow } from '../../src/student/db/meta.ts';
import { noteOpen } from '../../src/student/note-open.ts';
import type { App } from '../../src/student/session/app.ts';
import { Attempt } from '../../src/student/session/attempt.ts';
import { sampleItems, sampleSnapshot } from '../support/sample-test.ts';
import { aRun } from './db/rows.ts';

type Screen = App['screen']['value'];

function device() {
  const kept = new Map<string, string>();
  const due = new Set<() => void>();
  const later = (_: number, run: () => void) => {
    due.add(run);
    return () => void due.delete(run);
  };
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: sampleItems[0] ?? null, later: () => () => {} });
  const screen = signal<Screen>({ name: 'attempt', attempt } as Screen);
  const storage = () => ({
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
  noteOpen({ app: { screen }, storage, later });
  const stays = () => {
    for (const run of due) run();
    due.clear();
  };
  return { kept, attempt, screen, due, stays };
}

const { partition, run, sessionId, package: hash } = sampleSnapshot;
const inTheDatabase = (itemId: string) =>
  JSON.stringify(openRow(aRun({ partition, run, sessionId, package: hash }), itemId));

test('keeps, letter for letter, what the database notes, once the student stays at a question', () => {
  const { kept, attempt, due, stays } = device();
  expect(kept.get(OPEN_NOTE)).toBeUndefined();
  stays();
  expect(kept.get(OPEN_NOTE)).toBe(inTheDatabase('item-1'));
  const [, second, third] = attempt.questions;
  if (second) attempt.goTo(second);
  if (third) attempt.goTo(third);
  expect(due.size).toBe(1);
  expect(kept.get(OPEN_NOTE)).toBe(inTheDatabase('item-1'));
  stays();
  expect(kept.get(OPEN_NOTE)).toBe(inTheDatabase('item-3'));
});

test('leaves nothing for the next student of the device', () => {
  const { kept, screen, stays } = device();
  stays();
  screen.value = { name: 'sign-in' } as Screen;
  expect(kept.size).toBe(0);
});

test('does without where the storage is blocked', () => {
  const screen = signal<Screen>({ name: 'sign-in' } as Screen);
  const storage = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  const later = (_: number, run: () => void) => {
    run();
    return () => {};
  };
  noteOpen({ app: { screen }, storage, later });
  const attempt = new Attempt({ snapshot: sampleSnapshot, item: sampleItems[0] ?? null, later: () => () => {} });
  screen.value = { name: 'attempt', attempt } as Screen;
});
