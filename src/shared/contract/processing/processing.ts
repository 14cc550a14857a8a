import { z } from 'zod/mini';
import { outcomeDeclaration, responseDeclaration } from './declaration.ts';
import { rule } from './rule.ts';

/** What reads and carries out rules does so by recursion; no sane rule is nested deeper. */
export const MAX_PROCESSING_DEPTH = 100;
/** Objects, arrays and values in them. The longest rules that are known have some 5,000. */
const MAX_PROCESSING_NODES = 50_000;

/** The rules that score a whole item, with the variables that they read and set: QTI's response processing as JSON. */
export const processingRules = z.object({
  responses: z.array(responseDeclaration).check(z.maxLength(500)),
  outcomes: z.array(outcomeDeclaration).check(z.maxLength(500)),
  rules: z.array(rule).check(z.maxLength(1000)),
  /** A person scores it, whatever the rules say (`externalScored`), or nothing in it can. */
  scoredByPerson: z.optional(z.boolean()),
});

/** The same, measured before anything walks into it. */
export const processing = z.pipe(
  z.unknown().check(z.refine(isBounded, 'is nested too deeply, or too large')),
  processingRules,
);
export type Processing = z.infer<typeof processingRules>;

/** Goes through a tree of JSON without recursion. */
function isBounded(root: unknown): boolean {
  const open: Array<[node: unknown, depth: number]> = [[root, 0]];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    nodes += 1;
    if (depth > MAX_PROCESSING_DEPTH || nodes > MAX_PROCESSING_NODES) return false;
    if (typeof node !== 'object' || node === null) continue;
    for (const child of Object.values(node)) open.push([child, depth + 1]);
  }
  return true;
}
