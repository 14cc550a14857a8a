import { z } from 'zod/mini';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { ProblemError } from './problem.ts';

// zod/mini ships no messages; without this every issue reads "Invalid input".
z.config(z.locales.en());

const MAX_ISSUES = 100;

/**
 * Checks what came in from outside against a schema.
 * @throws ProblemError `invalid` with one issue for each thing that is wrong
 */
export function parseInput<S extends z.ZodMiniType>(schema: S, input: unknown): z.infer<S> {
  const parsed = safeParse(compiledOnce(schema), input);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.issues.flatMap(describeIssue));
}

type Parsed<T> = { success: true; data: T } | { success: false; issues: Issue[] };

/** As zod's own, which throws a RangeError at a list with tens of thousands of faults: it hands them on as arguments of one call. */
export function safeParse<S extends z.ZodMiniType>(schema: S, input: unknown): Parsed<z.output<S>> {
  try {
    const parsed = schema.safeParse(input);
    return parsed.success ? parsed : { success: false, issues: parsed.error.issues };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = 'The input has more faults than can be named';
    return { success: false, issues: [{ code: 'custom', path: [], message, input }] };
  }
}

const compiled = new WeakMap<z.ZodMiniType, z.ZodMiniType>();

/**
 * The schema as generated code, which takes a batch of forty answers in a sixth of the time. What does not fit is read once more by
 * the schema itself, so that the issues are the same. It is made when the schema is first used: many never are.
 */
function compiledOnce<S extends z.ZodMiniType>(schema: S): S {
  const known = compiled.get(schema) as S | undefined;
  if (known) return known;
  const made = z.compile(schema);
  compiled.set(schema, made);
  return made;
}

/**
 * A schema with a faster one beside it, which takes nothing that `schema` refuses and makes the same of what it takes. What `faster`
 * does not take is read by `schema`, so that the issues are the same.
 */
export function readFaster<S extends z.ZodMiniType>(schema: S, faster: z.ZodMiniType<z.output<S>>): S {
  // With a `catch` in place of the second, zod would look for issues that nobody is told of.
  const orNull = z.union([
    faster,
    z.pipe(
      z.unknown(),
      z.transform(() => null),
    ),
  ]);
  const made = z.withParser(schema, (input) => compiledOnce(orNull).parse(input) ?? z.INVALID);
  // Compiled like others, it would be made of `schema` alone.
  compiled.set(made, made);
  return made;
}

/** A 422 that names its issues. The first stands in the detail too, for clients that show nothing else. */
export function invalid(issues: ProblemIssue[]): ProblemError {
  const [first] = issues;
  const place = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  return new ProblemError('invalid', first ? `${place}${first.message}` : 'The input does not fit.', {
    issues: issues.slice(0, MAX_ISSUES),
  });
}

type Issue = z.core.$ZodIssue;

function describeIssue(issue: Issue): ProblemIssue[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'is not known here' }));
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestBranch(issue.errors);
    if (nearest) {
      return nearest.flatMap(describeIssue).map((inner) => ({ ...inner, path: [...path, ...inner.path] }));
    }
  }
  return [{ path, message: issue.message }];
}

/** Of the forms that a value might have had, the one it came nearest to: the one that was left at the deepest place. */
function nearestBranch(branches: Issue[][]): Issue[] | undefined {
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));
  const unknownKeys = (issues: Issue[]) => issues.filter((issue) => issue.code === 'unrecognized_keys').length;
  return branches
    .filter((issues) => issues.length > 0)
    .sort((a, b) => unknownKeys(a) - unknownKeys(b) || depth(b) - depth(a) || a.length - b.length)[0];
}
