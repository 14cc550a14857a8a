import type { QuestionKey } from '../../../shared/contract/item-key.ts';
import type { ResponseDeclaration } from '../../../shared/contract/processing/declaration.ts';
import type { Scalar } from '../../../shared/contract/processing/value.ts';
import type { Response } from '../../../shared/contract/response.ts';
import { readValue } from './rules/read-value.ts';
import { safeId } from './safe-id.ts';

/** A response as QTI writes it: `"A B"` for a pair, `"x y"` for a point; an array for a container. */
export type LexicalResponse = null | string | string[];

/**
 * The response form that says what QTI's lexical form says; an identifier that the question does not have becomes an
 * index that it does not have.
 * @throws Error for what the form cannot say
 */
export function responseOf(
  question: QuestionKey,
  { baseType }: Pick<ResponseDeclaration, 'baseType'>,
  written: LexicalResponse,
): Response | null {
  if (written === null) return null;
  const values = [written].flat();
  const options = new Names(('options' in question && question.options) || []);
  const targets = 'targets' in question && question.targets ? new Names(question.targets) : options;
  switch (question.interactionType) {
    case 'textEntry':
    case 'extendedText':
    case 'slider':
      return { value: values.join('\n') };
    case 'match':
    case 'associate':
    case 'gapMatch':
    case 'graphicAssociate':
    case 'graphicGapMatch':
      return {
        pairs: values.map((value) => {
          const [source, target] = pairOf(baseType, value, new Set([...options.known, ...targets.known]));
          return { source: options.indexOf(String(source)), target: targets.indexOf(String(target)) };
        }),
      };
    case 'selectPoint':
    case 'positionObject':
      return { points: values.map(pointOf) };
    case 'media':
    case 'reading':
    case 'unsupported':
      throw new Error(`${question.id} takes no response here`);
    default:
      return { options: values.map((value) => ({ index: options.indexOf(safeId(value)) })) };
  }
}

/** Indexes of identifiers; each that is unknown has one of its own, beyond the last. */
class Names {
  readonly #all: string[];
  readonly known: readonly string[];

  constructor(known: readonly string[]) {
    this.known = known;
    this.#all = [...known];
  }

  indexOf(name: string): number {
    const index = this.#all.indexOf(name);
    return index < 0 ? this.#all.push(name) - 1 : index;
  }
}

function pairOf(
  baseType: ResponseDeclaration['baseType'],
  value: string,
  known: ReadonlySet<string>,
): readonly [Scalar, Scalar] {
  const pair = readValue(baseType === 'pair' ? 'pair' : 'directedPair', value, known);
  if (!Array.isArray(pair)) throw new Error(`"${value.slice(0, 80)}" is no pair`);
  return [pair[0], pair[1]];
}

function pointOf(value: string): { x: number; y: number } {
  const point = readValue('point', value, new Set());
  const [x, y] = Array.isArray(point) ? point : [];
  if (typeof x !== 'number' || typeof y !== 'number') throw new Error(`"${value.slice(0, 80)}" is no point`);
  return { x, y };
}
