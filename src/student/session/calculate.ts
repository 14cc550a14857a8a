import { Decimal } from 'decimal.js';

/** Thirty digits are reckoned and twelve shown, so that a third taken three times is one. */
const Exact = Decimal.clone({ precision: 30, toExpNeg: -9, toExpPos: 12 });
const SHOWN_DIGITS = 12;
/** Nearer to zero than what was reckoned can tell. */
const NOTHING = new Exact('1e-25');
/** 170! is the last that fits a calculator of old; more only takes time. */
const LARGEST_FACTORIAL = 170;
const LARGEST_EXPONENT = 1000;

export type AngleUnit = 'degrees' | 'radians';
export type CalculationError = 'unfinished' | 'divided-by-zero' | 'undefined' | 'too-large';
export type Calculation = { ok: true; value: string } | { ok: false; error: CalculationError };

class NoResult extends Error {
  readonly error: CalculationError;
  constructor(error: CalculationError) {
    super(error);
    this.error = error;
  }
}

export interface CalculateOptions {
  angle: AngleUnit;
  /** What `Ans` stands for. */
  answer: string;
}

/**
 * Reckons a line as it is written on paper: powers before points, points before lines, from left to right.
 *
 *   sum = product { (+|−) product }          product = signed { (×|÷) signed | factor }
 *   signed = [−] power                        power = postfix [ ^ signed ]
 *   postfix = primary { ! | ² | % }           primary = number | π | e | Ans | ( sum ) | name ( sum )
 *
 * What stands before a bracket, a name or another bracket without a sign is multiplied with it. Brackets that are still open end with the line.
 */
export function calculate(line: string, options: CalculateOptions): Calculation {
  try {
    const value = new Line(line, options).result();
    return { ok: true, value: shown(value) };
  } catch (error) {
    if (error instanceof NoResult) return { ok: false, error: error.error };
    // What the library refuses: a number beyond its range.
    return { ok: false, error: 'too-large' };
  }
}

function shown(value: Decimal): string {
  if (value.isNaN()) throw new NoResult('undefined');
  if (!value.isFinite() || value.abs().gt('1e999')) throw new NoResult('too-large');
  if (value.abs().lt(NOTHING)) return '0';
  return value.toSignificantDigits(SHOWN_DIGITS).toString().replace('e+', 'e').replace(/-/g, '−');
}

const TOKEN = /\s*(\d+\.?\d*(?:e−?\d+)?|\.\d+|Ans|sin⁻¹|cos⁻¹|tan⁻¹|sin|cos|tan|log|ln|√|[-+−×÷^!²%()πe])/y;

class Line {
  readonly #tokens: string[];
  readonly #options: CalculateOptions;
  #at = 0;

  constructor(line: string, options: CalculateOptions) {
    this.#options = options;
    this.#tokens = tokensOf(line);
  }

  result(): Decimal {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new NoResult('unfinished');
    return value;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }

  #take(...wanted: string[]): string | null {
    const token = this.#next;
    if (token === undefined || !wanted.includes(token)) return null;
    this.#at += 1;
    return token;
  }

  #sum(): Decimal {
    let value = this.#product();
    for (let sign = this.#take('+', '−'); sign; sign = this.#take('+', '−')) {
      const other = this.#product();
      value = sign === '+' ? value.plus(other) : value.minus(other);
    }
    return value;
  }

  #product(): Decimal {
    let value = this.#signed();
    for (;;) {
      if (this.#take('×')) value = value.times(this.#signed());
      else if (this.#take('÷')) value = divided(value, this.#signed());
      else if (this.#next !== undefined && !/^([+−^!²%)]$|[\d.])/.test(this.#next)) value = value.times(this.#power());
      else return value;
    }
  }

  #signed(): Decimal {
    if (this.#take('−')) return this.#signed().negated();
    if (this.#take('+')) return this.#signed();
    return this.#power();
  }

  #power(): Decimal {
    const base = this.#postfix();
    return this.#take('^') ? power(base, this.#signed()) : base;
  }

  #postfix(): Decimal {
    let value = this.#primary();
    for (let sign = this.#take('!', '²', '%'); sign; sign = this.#take('!', '²', '%')) {
      if (sign === '!') value = factorial(value);
      else value = sign === '²' ? value.times(value) : value.div(100);
    }
    return value;
  }

  #primary(): Decimal {
    const token = this.#next;
    if (token === undefined) throw new NoResult('unfinished');
    this.#at += 1;
    if (/^[\d.]/.test(token)) return new Exact(token.replace('−', '-'));
    if (token === 'π') return Exact.acos(-1);
    if (token === 'e') return Exact.exp(1);
    if (token === 'Ans') return new Exact(this.#options.answer.replaceAll('−', '-'));
    if (token === '(') return this.#inBrackets();
    const apply = FUNCTIONS[token];
    if (!apply) throw new NoResult('unfinished');
    // √9 needs no brackets; the others are written with theirs.
    const argument = this.#take('(') ? this.#inBrackets() : this.#postfix();
    return apply(argument, this.#options.angle);
  }

  #inBrackets(): Decimal {
    const value = this.#sum();
    if (!this.#take(')') && this.#next !== undefined) throw new NoResult('unfinished');
    return value;
  }
}

function tokensOf(line: string): string[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < line.trimEnd().length; ) {
    const token = TOKEN.exec(line)?.[1];
    if (token === undefined) throw new NoResult('unfinished');
    tokens.push(token === '-' ? '−' : token);
  }
  return tokens;
}

function divided(value: Decimal, by: Decimal): Decimal {
  if (by.isZero()) throw new NoResult('divided-by-zero');
  return value.div(by);
}

function power(base: Decimal, exponent: Decimal): Decimal {
  if (exponent.abs().gt(LARGEST_EXPONENT)) throw new NoResult('too-large');
  if (base.isZero() && exponent.isNegative()) throw new NoResult('divided-by-zero');
  return base.pow(exponent);
}

function factorial(value: Decimal): Decimal {
  if (!value.isInteger() || value.isNegative()) throw new NoResult('undefined');
  if (value.gt(LARGEST_FACTORIAL)) throw new NoResult('too-large');
  let product = new Exact(1);
  for (let factor = 2; factor <= value.toNumber(); factor++) product = product.times(factor);
  return product;
}

const turn = (value: Decimal, angle: AngleUnit) =>
  angle === 'degrees' ? value.mod(360).times(Exact.acos(-1)).div(180) : value;
const unturn = (value: Decimal, angle: AngleUnit) =>
  angle === 'degrees' ? value.times(180).div(Exact.acos(-1)) : value;

const FUNCTIONS: Record<string, (value: Decimal, angle: AngleUnit) => Decimal> = {
  sin: (value, angle) => turn(value, angle).sin(),
  cos: (value, angle) => turn(value, angle).cos(),
  tan(value, angle) {
    const turned = turn(value, angle);
    if (turned.cos().abs().lt(NOTHING)) throw new NoResult('undefined');
    return turned.tan();
  },
  'sin⁻¹': (value, angle) => unturn(value.asin(), angle),
  'cos⁻¹': (value, angle) => unturn(value.acos(), angle),
  'tan⁻¹': (value, angle) => unturn(value.atan(), angle),
  log: (value) => logarithm(value, (positive) => positive.log()),
  ln: (value) => logarithm(value, (positive) => positive.ln()),
  '√': (value) => value.sqrt(),
};

function logarithm(value: Decimal, of: (positive: Decimal) => Decimal): Decimal {
  if (!value.isPositive() || value.isZero()) throw new NoResult('undefined');
  return of(value);
}
