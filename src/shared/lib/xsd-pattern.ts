import { accepts, compileStates } from './xsd-pattern/automaton.ts';
import { parsePattern } from './xsd-pattern/parse.ts';

/** Longer texts match nothing: no pattern is meant for an essay. */
const MAX_TEXT = 20_000;

/**
 * A regular expression of XML Schema (Part 2, appendix F), which matches a whole text. Authors and most engines write the
 * anchors of other dialects around it, where they change nothing; elsewhere `^` and `$` stand for themselves.
 * It is carried out by an automaton, in time proportional to the text: an author's pattern meets a student's text on the
 * server, where `RegExp` could be made to try for years.
 *
 * @returns a function that tells whether a text matches; null for what is no such expression, or one too large
 */
export function xsdPattern(pattern: string): ((text: string) => boolean) | null {
  const tree = parsePattern(pattern);
  const automaton = tree && compileStates(tree);
  return automaton && ((text) => text.length <= MAX_TEXT && accepts(automaton, text));
}
