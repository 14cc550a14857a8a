/* Oracle: a key does one thing, that thing is in the list, and a key that writes or belongs to the browser does none. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeyPress, SCREEN_KEYS, shortcutOf, TOOL_KEYS } from '../../../src/student/session/shortcuts.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...part,
});

test('digits and letters choose the option that stands there', () => {
  expect(['1', '9', 'a', 'e'].map((key) => shortcutOf(press(key)))).toEqual([
    { does: 'choose', at: 0 },
    { does: 'choose', at: 8 },
    { does: 'choose', at: 0 },
    { does: 'choose', at: 4 },
  ]);
});

test('with Shift a letter crosses the option out; with Caps Lock it chooses all the same', () => {
  expect(shortcutOf(press('B', { shiftKey: true }))).toEqual({ does: 'crossOut', at: 1 });
  expect(shortcutOf(press('B'))).toEqual({ does: 'choose', at: 1 });
});

test('no two things have one key', () => {
  const keys = [...Object.values(SCREEN_KEYS), ...Object.values(TOOL_KEYS)];
  expect(new Set(keys).size).toBe(keys.length);
  const done = keys.map((key) => JSON.stringify(shortcutOf(press(key))));
  expect(new Set(done).size).toBe(keys.length);
  expect(done).not.toContain('null');
  expect(done.filter((what) => what.includes('choose'))).toEqual([]);
});

test.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing'] as const)('nothing is done with %s', (modifier) => {
  fc.assert(
    fc.property(fc.constantFrom(...'123abcnpfrxhlkso?'), (key) => {
      expect(shortcutOf(press(key))).not.toBeNull();
      expect(shortcutOf(press(key, { [modifier]: true }))).toBeNull();
    }),
  );
});

test.each(['Tab', 'Enter', ' ', 'ArrowDown', 'Escape', 'Dead', 'Process', 'F1'])('%s stays with the browser', (key) => {
  expect(shortcutOf(press(key))).toBeNull();
});

test.each([...'شلاؤنيбцдфΩλあ한'])('%s, of a keyboard for another alphabet, does nothing', (key) => {
  expect(shortcutOf(press(key))).toBeNull();
  expect(shortcutOf(press(key, { shiftKey: true }))).toBeNull();
});
