import { type AngleUnit, type Calculation, calculate } from './calculate.ts';

export interface CalculatorState {
  /** What was put in, as it is shown. */
  line: string;
  /** Of the line, once it was asked for; the next key begins another one. */
  result: Calculation | null;
  /** The last result. */
  answer: string;
  angle: AngleUnit;
}

export const NEW_CALCULATOR: CalculatorState = { line: '', result: null, answer: '0', angle: 'degrees' };

/** Characters of a line. */
export const LINE_SIZE = 120;

export type CalculatorKey = 'clear' | 'back' | 'equals' | 'angle' | { put: string };

/** What continues a result instead of beginning anew. */
const CONTINUES = /^[+−×÷^!²%]/;

/** What a calculator shows after one more key. Pure and total. */
export function pressKey(state: CalculatorState, key: CalculatorKey): CalculatorState {
  if (key === 'clear') return { ...state, line: '', result: null };
  if (key === 'angle') return { ...state, angle: state.angle === 'degrees' ? 'radians' : 'degrees', result: null };
  if (key === 'back') return { ...state, line: state.result ? state.line : withoutLast(state.line), result: null };
  if (key === 'equals') {
    if (state.line.trim() === '') return state;
    const result = calculate(state.line, state);
    return { ...state, result, answer: result.ok ? result.value : state.answer };
  }
  const begun = begin(state, key.put);
  const line = begun + key.put;
  return line.length > LINE_SIZE ? state : { ...state, line, result: null };
}

function begin({ line, result }: CalculatorState, put: string): string {
  if (!result) return line;
  if (!result.ok) return CONTINUES.test(put) ? line : '';
  return CONTINUES.test(put) ? result.value : '';
}

/** A name goes as a whole. */
const withoutLast = (line: string): string => line.replace(/(?:(?:sin|cos|tan)(?:⁻¹)?\(|ln\(|log\(|√\(|Ans|.)$/u, '');

/** Which key of the calculator a `KeyboardEvent.key` is; null for those that are none of it. */
export function calculatorKeyOf(key: string, scientific: boolean): CalculatorKey | null {
  if (/^\d$/.test(key)) return { put: key };
  const plain: Record<string, CalculatorKey> = {
    '.': { put: '.' },
    ',': { put: '.' },
    '+': { put: '+' },
    '-': { put: '−' },
    '*': { put: '×' },
    '/': { put: '÷' },
    '%': { put: '%' },
    '(': { put: '(' },
    ')': { put: ')' },
    '=': 'equals',
    Enter: 'equals',
    Backspace: 'back',
    Delete: 'clear',
  };
  if (scientific && (key === '^' || key === '!')) return { put: key };
  return plain[key] ?? null;
}
