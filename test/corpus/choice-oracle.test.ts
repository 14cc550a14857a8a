import { expect, test } from 'vitest';
import { z } from 'zod';
import { scoreChoice } from '../../src/shared/scoring/choice.ts';
import { choiceKey, selected } from '../shared/scoring/keys.ts';
import { corpusText } from './corpus.ts';

/*
 * The oracle: choice items of the field and the scores that independent QTI engines agreed on. Only the standard
 * templates: what an item computes by rules of its own is no question of this module.
 */
const oracleCase = z.object({
  id: z.string(),
  rp_kind: z.string(),
  interaction_types: z.array(z.string()),
  corpus_path: z.string(),
  case: z.string(),
  response: z.record(z.string(), z.union([z.null(), z.string(), z.array(z.string())])),
  expected_score: z.number(),
});
type OracleCase = z.infer<typeof oracleCase>;

const KINDS = ['choice-single', 'choice-multiple', 'media'];

const cases = corpusText('oracle.jsonl')
  .trim()
  .split('\n')
  .map((line) => oracleCase.parse(JSON.parse(line)))
  .filter((one) => ['match_correct', 'map_response'].includes(one.rp_kind))
  .filter((one) => one.interaction_types.every((kind) => KINDS.includes(kind)));

/** As much of QTI as the oracle's choice items use, 2.x and 3.0 alike. An importer this is not. */
function readItem({ corpus_path, rp_kind }: OracleCase) {
  const xml = corpusText(corpus_path).replace(/<!--[\s\S]*?-->|<!\[CDATA\[|\]\]>/g, '');
  const all = (pattern: RegExp) => [...xml.matchAll(pattern)].map(([, value = '']) => value);
  const declaration =
    xml.match(
      /<(?:qti-)?(?:response-declaration|responseDeclaration)[\s\S]*?\/(?:qti-)?(?:response-declaration|responseDeclaration)>/,
    )?.[0] ?? '';
  const attribute = (of: string, name: string) => of.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));

  const options = all(/<(?:qti-simple-choice|simpleChoice)\b[^>]*\bidentifier="([^"]*)"/g);
  const correct = declaration.match(/correct-?response[\s\S]*?correct-?response/i)?.[0] ?? '';
  const keys = [...correct.matchAll(/<(?:qti-)?value[^>]*>\s*([^<]*?)\s*</g)].map(([, value = '']) => value);
  const opening = declaration.match(/<(?:qti-)?mapping\b[^>]*>/)?.[0] ?? '';
  const entries = [...declaration.matchAll(/<(?:qti-map-entry|mapEntry)\b[^>]*>/g)].map(([entry]) => ({
    index: options.indexOf(attribute(entry, '(?:map-key|mapKey)') ?? ''),
    mappedValue: Number(attribute(entry, '(?:mapped-value|mappedValue)')),
  }));
  const lowerBound = number(attribute(opening, '(?:lower-bound|lowerBound)'));
  const upperBound = number(attribute(opening, '(?:upper-bound|upperBound)'));
  const defaultValue = number(attribute(opening, '(?:default-value|defaultValue)')) ?? 0;
  const key = choiceKey({
    optionCount: options.length,
    keys: keys.map((id) => options.indexOf(id)),
    maxChoices: attribute(declaration, 'cardinality') === 'single' ? 1 : 0,
    ...(rp_kind === 'map_response' && {
      mapping: {
        entries,
        defaultValue,
        ...(lowerBound !== undefined && { lowerBound }),
        ...(upperBound !== undefined && { upperBound }),
      },
    }),
  });
  return { options, key };
}

test('the oracle has cases of both templates', () => {
  for (const kind of ['match_correct', 'map_response']) {
    expect(cases.filter((one) => one.rp_kind === kind).length).toBeGreaterThan(50);
  }
});

test.each(cases)('$id: the response "$case" scores as the engines say', (one) => {
  const { options, key } = readItem(one);
  expect(key.keys.length).toBeGreaterThan(0);
  expect(key.keys).not.toContain(-1);
  const given = [Object.values(one.response)[0] ?? []].flat();
  // An identifier that the item does not know is an index that it does not have.
  const indexes = given.map((id) => (options.includes(id) ? options.indexOf(id) : options.length));
  const response = given.length === 0 ? null : selected(...indexes);
  expect(scoreChoice(key, response).actual).toBeCloseTo(one.expected_score, 6);
});
