import type { ToolSwitch } from './tool-marks.ts';

export type Shortcut =
  | { does: 'next' | 'previous' | 'flag' | 'review' | 'help' }
  /** The option at this place, from 0, as it is shown. */
  | { does: 'choose' | 'crossOut'; at: number }
  | { does: 'toggle'; tool: ToolSwitch };

/** What a `KeyboardEvent` says. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'>;

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
 * What a key does while nobody types. It goes by the character that the key writes: on a keyboard that writes another
 * alphabet the letters do nothing, and the digits and every button still do.
 */
export function shortcutOf({ key, shiftKey, ctrlKey, altKey, metaKey, isComposing }: KeyPress): Shortcut | null {
  if (ctrlKey || altKey || metaKey || isComposing || key.length !== 1) return null;
  if (key === '?') return { does: 'help' };
  if (/^[1-9]$/.test(key)) return { does: 'choose', at: Number(key) - 1 };
  const letter = key.toLowerCase();
  const at = OPTION_LETTERS.indexOf(letter);
  if (at >= 0) return { does: shiftKey ? 'crossOut' : 'choose', at };
  if (shiftKey) return null;
  const screen = nameOf(SCREEN_KEYS, letter);
  if (screen) return { does: screen };
  const tool = nameOf(TOOL_KEYS, letter);
  return tool ? { does: 'toggle', tool } : null;
}

function nameOf<Name extends string>(keys: Record<Name, string>, key: string): Name | null {
  const names: Name[] = Object.keys(keys) as Name[];
  return names.find((name) => keys[name] === key) ?? null;
}
