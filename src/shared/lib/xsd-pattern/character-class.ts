export type Test = (character: string) => boolean;

const not =
  (test: Test): Test =>
  (character) =>
    !test(character);

const unicode = (set: string): Test => {
  const pattern = new RegExp(`^[${set}]$`, 'u');
  return (character) => pattern.test(character);
};

/** XML 1.0 §2.3: what names begin with, and what they are made of. */
const NAME_START =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}\\u{200D}\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const NAME = `${NAME_START}\\-.0-9\\u{B7}\\u{300}-\\u{36F}\\u{203F}\\u{2040}`;

const CLASSES: Record<string, Test> = {
  s: unicode(' \\t\\n\\r'),
  i: unicode(NAME_START),
  c: unicode(NAME),
  d: unicode('\\p{Nd}'),
  w: not(unicode('\\p{P}\\p{Z}\\p{C}')),
};

export const anyCharacter: Test = (character) => character !== '\n' && character !== '\r';

const NAMED: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** What one escape letter stands for: a class of characters, or a single one; null where it stands for nothing. */
export function escaped(letter: string): Test | string | null {
  const lower = letter.toLowerCase();
  const known = Object.hasOwn(CLASSES, lower) ? CLASSES[lower] : undefined;
  if (known) return letter === lower ? known : not(known);
  if (Object.hasOwn(NAMED, letter)) return NAMED[letter] ?? null;
  // Authors escape more than they have to; a letter or a digit could have meant something.
  return /[A-Za-z0-9]/.test(letter) ? null : letter;
}

/** `\p{Lu}` and `\P{Lu}`: general categories of Unicode, not its blocks. */
export function category(name: string, negated: boolean): Test | null {
  if (!/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) return null;
  const test = unicode(`\\p{${name}}`);
  return negated ? not(test) : test;
}
