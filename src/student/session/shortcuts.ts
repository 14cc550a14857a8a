import type { ToolSwitch } from './tool-marks.ts';

export type Shortcut =
  | { does: 'next' | 'previous' | 'flag' | 'review' | 'help' }
  /** The option at this place, from 0, as it is shown. */
  | { does: 'choose' | 'crossOut'; at: number }
  | { does: 'toggle'; tool: ToolSwitch };

/** What a `KeyboardEvent` says. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'getModifierState'
>;

/** Further options have no letter of their own: what comes next in the alphabet does something else. */
export const OPTION_LETTERS = 'abcde';

export const TOOL_KEYS = {
  answerEliminator: 'x',
  highlighter: 'h',
  lineReader: 'l',
  calculator: 'k',
  referenceSheet: 's',
  readAloud: 'o',
} as const satisfies Record<ToolSwitch, string>;

export const SCREEN_KEYS = { next: 'n', previous: 'p', flag: 'f', review: 'r' } as const;

/**
 * What a key does while nobody types. It goes by the character that the key writes, so that it is the key with that letter on it
 * on any keyboard of Latin letters; where a key writes another alphabet, by its place (UI Events `code`).
 */
export function shortcutOf(press: KeyPress): Shortcut | null {
  const { shiftKey, ctrlKey, altKey, metaKey, isComposing } = press;
  // AltGr, which writes a third character, is neither Control nor Alt on some systems.
  if (ctrlKey || altKey || metaKey || isComposing || press.getModifierState('AltGraph')) return null;
  if (isHelp(press)) return { does: 'help' };
  const letter = letterOf(press);
  if (letter === null) {
    const digit = digitOf(press);
    return digit === null ? null : { does: 'choose', at: digit - 1 };
  }
  const at = OPTION_LETTERS.indexOf(letter);
  if (at >= 0) return { does: shiftKey ? 'crossOut' : 'choose', at };
  if (shiftKey) return null;
  const screen = nameOf(SCREEN_KEYS, letter);
  if (screen) return { does: screen };
  const tool = nameOf(TOOL_KEYS, letter);
  return tool ? { does: 'toggle', tool } : null;
}

/** An Arabic keyboard writes its own question mark; others, whose alphabet has none, write a letter there. */
const isHelp = ({ key, code, shiftKey }: KeyPress) =>
  key === '?' || key === '؟' || (shiftKey && code === 'Slash' && isForeign(key));

/** Of no keyboard with Latin letters. Names of keys, such as Enter, are in Latin letters too. */
const isForeign = (key: string) => /^[^\p{ASCII}\p{Script=Latin}]/u.test(key);

/**
 * The Latin letter that is written on a key, or that an English keyboard has in its place. With Shift an Arabic keyboard writes
 * brackets on some of its letters; without it, a stop on such a key is of a Latin keyboard in another order.
 */
function letterOf({ key, code, shiftKey }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  if (!isForeign(key) && !(shiftKey && /^[^\p{L}]$/u.test(key))) return null;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
}

/** A French keyboard writes its digits with Shift, an Arabic one may write ١٢٣. */
function digitOf({ key, code, shiftKey }: KeyPress): number | null {
  if (/^[1-9]$/.test(key)) return Number(key);
  const place = shiftKey || key.length !== 1 ? null : /^(?:Digit|Numpad)([1-9])$/.exec(code);
  return place && Number(place[1]);
}

function nameOf<Name extends string>(keys: Record<Name, string>, key: string): Name | null {
  const names: Name[] = Object.keys(keys) as Name[];
  return names.find((name) => keys[name] === key) ?? null;
}
