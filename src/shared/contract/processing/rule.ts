import { z } from 'zod/mini';
import { type Expression, expression } from './expression.ts';
import { name } from './value.ts';

/**
 * The rules of response processing (QTI 3.0 §2.9). The standard templates are rules as well: an importer writes them out.
 * `lookup` sets an outcome to what its table says of a number.
 */
export type Rule =
  | { rule: 'condition'; branches: Array<{ when: Expression; rules: Rule[] }>; otherwise: Rule[] }
  | { rule: 'set'; outcome: string; to: Expression }
  | { rule: 'lookup'; outcome: string; to: Expression }
  | { rule: 'fragment'; rules: Rule[] }
  | { rule: 'exit' };

const rules: z.ZodMiniType<Rule[]> = z.lazy(() => z.array(rule).check(z.maxLength(1000)));

export const rule: z.ZodMiniType<Rule> = z.discriminatedUnion('rule', [
  z.object({
    rule: z.literal('condition'),
    branches: z.array(z.object({ when: expression, rules })).check(z.minLength(1), z.maxLength(1000)),
    otherwise: rules,
  }),
  z.object({ rule: z.literal('set'), outcome: name, to: expression }),
  z.object({ rule: z.literal('lookup'), outcome: name, to: expression }),
  z.object({ rule: z.literal('fragment'), rules }),
  z.object({ rule: z.literal('exit') }),
]);
