import { anyCharacter, category, escaped, type Test } from './character-class.ts';

export type PatternNode =
  | { kind: 'character'; test: Test }
  | { kind: 'sequence'; parts: PatternNode[] }
  | { kind: 'choice'; parts: PatternNode[] }
  /** `most` is null where there is no limit. */
  | { kind: 'repeat'; part: PatternNode; least: number; most: number | null };

class Malformed extends Error {}

/** Groups and classes within one another; a parser that calls itself has to stop somewhere. */
const MAX_DEPTH = 100;
const MAX_COUNT = 1000;

/** @returns null for what is no regular expression of XML Schema */
export function parsePattern(pattern: string): PatternNode | null {
  try {
    const parser = new Parser(pattern);
    return parser.whole();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

const only =
  (one: string): Test =>
  (character) =>
    character === one;

class Parser {
  readonly #characters: string[];
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  whole(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#characters.length) throw new Malformed();
    return node;
  }

  #peek = () => this.#characters[this.#at];

  #take(): string {
    const character = this.#characters[this.#at++];
    if (character === undefined) throw new Malformed();
    return character;
  }

  #skip(expected: string): boolean {
    const found = this.#characters.slice(this.#at, this.#at + expected.length).join('') === expected;
    if (found) this.#at += expected.length;
    return found;
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Malformed();
    const result = read();
    this.#depth -= 1;
    return result;
  }

  /** Whether a sequence ends so many characters further on. */
  #atEnd(ahead: number): boolean {
    const next = this.#characters[this.#at + ahead];
    return next === undefined || next === '|' || next === ')';
  }

  #choice(): PatternNode {
    const parts = [this.#sequence()];
    while (this.#skip('|')) parts.push(this.#sequence());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    this.#skip('^');
    while (!this.#atEnd(0)) {
      if (this.#peek() === '$' && this.#atEnd(1)) this.#take();
      else parts.push(this.#quantified(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #atom(): PatternNode {
    const character = this.#take();
    switch (character) {
      case '(':
        this.#skip('?:');
        return this.#nested(() => {
          const inner = this.#choice();
          if (!this.#skip(')')) throw new Malformed();
          return inner;
        });
      case '[':
        return { kind: 'character', test: this.#nested(() => this.#class()) };
      case '.':
        return { kind: 'character', test: anyCharacter };
      case '\\':
        return { kind: 'character', test: asTest(this.#escape()) };
      case '?':
      case '*':
      case '+':
      case '{':
      case ']':
        throw new Malformed();
      default:
        return { kind: 'character', test: only(character) };
    }
  }

  #quantified(part: PatternNode): PatternNode {
    if (this.#skip('?')) return { kind: 'repeat', part, least: 0, most: 1 };
    if (this.#skip('*')) return { kind: 'repeat', part, least: 0, most: null };
    if (this.#skip('+')) return { kind: 'repeat', part, least: 1, most: null };
    if (!this.#skip('{')) return part;
    const least = this.#count();
    const most = this.#skip(',') ? (this.#peek() === '}' ? null : this.#count()) : least;
    if (!this.#skip('}') || (most !== null && most < least)) throw new Malformed();
    return { kind: 'repeat', part, least, most };
  }

  #count(): number {
    let digits = '';
    while (/^[0-9]$/.test(this.#peek() ?? '')) digits += this.#take();
    if (digits === '' || Number(digits) > MAX_COUNT) throw new Malformed();
    return Number(digits);
  }

  #escape(): Test | string {
    const letter = this.#take();
    if (letter === 'p' || letter === 'P') {
      if (!this.#skip('{')) throw new Malformed();
      let name = '';
      while (this.#peek() !== '}') name += this.#take();
      this.#take();
      return category(name, letter === 'P') ?? fail();
    }
    return escaped(letter) ?? fail();
  }

  /** Behind the opening bracket, up to and with the closing one. */
  #class(): Test {
    const negated = this.#skip('^');
    const tests: Test[] = [];
    let without: Test | null = null;
    while (!this.#skip(']')) {
      if (without !== null) throw new Malformed();
      if (this.#skip('-[')) without = this.#nested(() => this.#class());
      else tests.push(this.#range());
    }
    if (tests.length === 0) throw new Malformed();
    const among = (character: string) => tests.some((test) => test(character)) !== negated;
    const taken = without;
    return taken === null ? among : (character) => among(character) && !taken(character);
  }

  #range(): Test {
    const first = this.#one();
    if (typeof first !== 'string') return first;
    const [dash, after] = this.#characters.slice(this.#at, this.#at + 2);
    if (dash !== '-' || after === undefined || after === ']' || after === '[') return only(first);
    this.#take();
    const last = this.#one();
    if (typeof last !== 'string') throw new Malformed();
    const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)];
    if (to < from) throw new Malformed();
    return (character) => {
      const code = character.codePointAt(0) ?? 0;
      return code >= from && code <= to;
    };
  }

  #one(): Test | string {
    const character = this.#take();
    if (character === '\\') return this.#escape();
    return character === '[' ? fail() : character;
  }
}

const asTest = (found: Test | string): Test => (typeof found === 'string' ? only(found) : found);

function fail(): never {
  throw new Malformed();
}
