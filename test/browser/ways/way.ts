/*
 * A way to use a screen. What a student aims at is named as assistive technology names it, by a role and a name, whatever the way:
 * what has none cannot be aimed at.
 */
export type Role =
  | 'button'
  | 'cell'
  | 'checkbox'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'radio'
  | 'region'
  | 'slider'
  | 'summary'
  | 'textbox';

export interface Thing {
  role: Role;
  /** All of it, in the language of the screen. */
  name: string;
  within?: Thing;
}

export type State = 'pressed' | 'checked' | 'focused' | 'expanded';

/** Words of a text, for each way to find them. */
export interface Words {
  text: Thing;
  words: string;
  /** How many words of the text come before. */
  after: number;
}

/** What a student can tell of the screen. All of it waits, and fails when it does not come about. */
export interface Eyes {
  /** There is one such thing, and no other of that name. */
  see(thing: Thing): Promise<void>;
  gone(thing: Thing): Promise<void>;
  is(thing: Thing, state: State, holds?: boolean): Promise<void>;
  /** Of a slider. */
  valueOf(thing: Thing): Promise<number>;
  /** Words that stand anywhere on the screen. */
  read(words: string): Promise<void>;
}

export interface Way extends Eyes {
  press(thing: Thing): Promise<void>;
  choose(option: Thing): Promise<void>;
  /** Into an empty field. */
  write(field: Thing, text: string): Promise<void>;
  /** Selects words next to each other in a text that can be marked. */
  select(words: Words): Promise<void>;
  /** Moves a band downwards, by its handle or by the button beside it. */
  lower(handle: Thing, button: Thing): Promise<void>;
  /** Keys of a panel, each a button of it, and one of the keyboard. */
  enter(panel: Thing, keys: ReadonlyArray<{ button: string; key: string }>): Promise<void>;
  /** Of whatever screen is open: as far as this way can tell, everything on it has a name, and is in its language. */
  check(): Promise<void>;
}

/** What is left of some words that is not in the language of the screen; empty where nothing is. */
export type Foreign = (words: string) => string;
