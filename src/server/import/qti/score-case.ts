import { z } from 'zod/mini';
import type { ItemKey } from '../../../shared/contract/item-key.ts';
import type { Processing } from '../../../shared/contract/processing/processing.ts';
import type { Scalar } from '../../../shared/contract/processing/value.ts';
import type { Response } from '../../../shared/contract/response.ts';
import { numberOf } from '../../../shared/scoring/processing/operands.ts';
import { runRules } from '../../../shared/scoring/processing/run-rules.ts';
import { scoreExam } from '../../../shared/scoring/score-exam.ts';
import { writeScalar } from '../../../shared/scoring/values/read-scalar.ts';
import { type Value, values } from '../../../shared/scoring/values/value.ts';
import { prepareKey } from '../prepare-key.ts';
import { importRules } from './import-item.ts';
import { type LexicalResponse, responseOf } from './lexical-response.ts';
import { readValue } from './rules/read-value.ts';
import { safeId } from './safe-id.ts';

/** One line of what `score-qti` reads: the variables of an item as QTI writes them; one that is left out is not answered. */
export const scoringCase = z.object({
  id: z.union([z.string(), z.number()]),
  item: z.string(),
  response: z.record(z.string(), z.union([z.null(), z.string(), z.array(z.string())])),
});
export type ScoringCase = z.infer<typeof scoringCase>;

export interface ScoredCase {
  score: number;
  /** By name; a container is a list, a pair and a point are text as QTI writes them. */
  outcomes: Record<string, unknown>;
}

/** An item whose cases are scored, imported once. */
export class ScoredItem {
  readonly #key: ItemKey;
  readonly #rules: Processing;
  /** Of its options, which tell where one with a space in it ends. */
  readonly #identifiers: ReadonlySet<string>;

  /** @throws ImportRefused, and TooManySteps when its rules do not end */
  constructor(xml: string) {
    this.#key = prepareKey(importRules(xml).item);
    this.#rules = this.#key.processing?.rules ?? { responses: [], outcomes: [], rules: [] };
    this.#identifiers = new Set(
      this.#key.questions.flatMap((question) => [
        ...(('options' in question && question.options) || []),
        ...(('targets' in question && question.targets) || []),
      ]),
    );
  }

  /** @throws Error for a response that the item has no place for */
  score(response: ScoringCase['response']): ScoredCase {
    const given: Record<string, Response | null> = {};
    const variables = new Map<string, Value>(this.#key.questions.map(({ id }) => [id, null]));
    for (const [name, written] of Object.entries(response)) {
      const declaration = this.#rules.responses.find(({ identifier }) => identifier === safeId(name));
      if (!declaration) throw new Error(`the item has no response variable ${name}`);
      const question = this.#key.questions.find(({ id }) => id === declaration.identifier);
      if (question && 'maxScore' in question) given[question.id] = responseOf(question, declaration, written);
      variables.set(declaration.identifier, valueOfText(declaration, written, this.#identifiers));
    }
    const outcomes = runRules(this.#rules, variables, '');
    const { actual, isScorable } = scoreExam([this.#key], { [this.#key.id]: given }).points;
    // What a person scores is 0 until then; what the rules say so far is told all the same.
    const isWhole = isScorable && Object.keys(given).length === Object.keys(response).length;
    return {
      score: isWhole ? actual : (numberOf(outcomes.get('SCORE') ?? null) ?? 0),
      outcomes: Object.fromEntries(
        this.#rules.outcomes.map(({ identifier }) => [identifier, said(outcomes.get(identifier) ?? null)]),
      ),
    };
  }
}

/** The values as they were written, those of options that the item does not have, too. */
function valueOfText(
  { cardinality, baseType }: Processing['responses'][number],
  text: LexicalResponse,
  identifiers: ReadonlySet<string>,
): Value {
  if (text === null || cardinality === 'record' || baseType === undefined) return null;
  const items = [text].flat().flatMap((one) => {
    const scalar = baseType === 'string' ? one : readValue(baseType, one, identifiers);
    // A pair is a list itself.
    return scalar === undefined || scalar === '' ? [] : [scalar];
  });
  return values(cardinality, baseType, items);
}

function said(value: Value): unknown {
  if (value === null) return null;
  if (value.cardinality === 'record') {
    return Object.fromEntries([...value.fields].map(([name, field]) => [name, lexical(field.value)]));
  }
  const items = value.items.map(lexical);
  return value.cardinality === 'single' ? (items[0] ?? null) : items;
}

const lexical = (scalar: Scalar) => (Array.isArray(scalar) ? scalar.join(' ') : writeScalar(scalar));
