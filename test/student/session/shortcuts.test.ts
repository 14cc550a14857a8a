/*
 * Oracle: a key does one thing, that thing is in the list, and a key that writes or belongs to the browser does none. What keys of
 * other keyboards write is taken from those keyboards.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type KeyPress, SCREEN_KEYS, shortcutOf, TOOL_KEYS } from '../../../src/student/session/shortcuts.ts';

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  getModifierState: () => false,
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

/** A key of another keyboard: where it is, and what it writes without and with Shift. */
const key = (code: string, plain: string, shifted: string) => ({
  plain: shortcutOf(press(plain, { code })),
  shifted: shortcutOf(press(shifted, { code, shiftKey: true })),
});
const choose = (at: number) => ({ does: 'choose', at });
const crossOut = (at: number) => ({ does: 'crossOut', at });

test('on a French keyboard letters are where they are written, and digits need no Shift', () => {
  expect(key('KeyQ', 'a', 'A')).toEqual({ plain: choose(0), shifted: crossOut(0) });
  expect(key('KeyA', 'q', 'Q')).toEqual({ plain: null, shifted: null });
  expect(key('KeyM', ',', '?')).toEqual({ plain: null, shifted: { does: 'help' } });
  for (const [at, plain] of [...'&é"\'(-è_ç'].entries()) {
    expect(key(`Digit${at + 1}`, plain, `${at + 1}`), plain).toEqual({ plain: choose(at), shifted: choose(at) });
  }
  expect(key('Digit0', 'à', '0')).toEqual({ plain: null, shifted: null });
});

test('on a keyboard in the order of Dvorak a key does what is written on it, and a stop nothing', () => {
  expect(key('KeyL', 'n', 'N')).toEqual({ plain: { does: 'next' }, shifted: null });
  expect(key('KeyE', '.', '>').plain).toBeNull();
  expect(key('KeyN', 'b', 'B')).toEqual({ plain: choose(1), shifted: crossOut(1) });
});

test('on an Arabic keyboard the places of the letters do it, whatever Shift writes there', () => {
  const written = [
    ['KeyA', 'ش', 'ِ'],
    ['KeyB', 'لا', 'لآ'],
    ['KeyC', 'ؤ', '}'],
    ['KeyD', 'ي', ']'],
    ['KeyE', 'ث', 'ُ'],
  ] as const;
  for (const [at, [code, plain, shifted]] of written.entries()) {
    expect(key(code, plain, shifted), code).toEqual({ plain: choose(at), shifted: crossOut(at) });
  }
  expect(key('KeyN', 'ى', 'آ').plain).toEqual({ does: 'next' });
  expect(key('KeyH', 'ا', 'أ').plain).toEqual({ does: 'toggle', tool: 'highlighter' });
  expect(key('Digit2', '٢', '@')).toEqual({ plain: choose(1), shifted: null });
  expect(key('Numpad2', '٢', 'ArrowDown')).toEqual({ plain: choose(1), shifted: null });
  expect(key('Slash', 'ظ', '؟')).toEqual({ plain: null, shifted: { does: 'help' } });
});

test.each([
  ['Russian', 'т', 'з', 'ф'],
  ['Greek', 'ν', 'π', 'α'],
  ['Korean', 'ㅜ', 'ㅔ', 'ㅁ'],
  ['Hindi', 'ल', 'ज', 'ो'],
])('on a %s keyboard too', (_name, n, p, a) => {
  expect(shortcutOf(press(n, { code: 'KeyN' }))).toEqual({ does: 'next' });
  expect(shortcutOf(press(p, { code: 'KeyP' }))).toEqual({ does: 'previous' });
  expect(shortcutOf(press(a, { code: 'KeyA' }))).toEqual(choose(0));
});

test.each([
  ['Dead', 'KeyN'],
  ['Process', 'KeyA'],
  ['Unidentified', 'KeyA'],
  ['End', 'Numpad1'],
  ['ñ', 'Semicolon'],
  ['ı', 'KeyI'],
  ['ö', 'KeyN'],
  ['£', 'Backquote'],
])('%s, of %s, does nothing', (written, code) => {
  expect(key(code, written, written)).toEqual({ plain: null, shifted: null });
});

test('what AltGr writes is for writing', () => {
  const altGr = { code: 'Digit1', getModifierState: (name: string) => name === 'AltGraph' };
  expect(shortcutOf(press('¹', altGr))).toBeNull();
  expect(shortcutOf(press('1', altGr))).toBeNull();
});
