import type { Response } from '../../shared/contract/response.ts';
import { canonicalJson } from '../../shared/lib/canonical-json.ts';
import type { NamedPart, QuestionWords } from './question-words.ts';

/**
 * An answer to a question of one version, as it would be given to the same question of another: places are found again by
 * the author's ids, points stay where the picture is the same, words and numbers are what they are.
 * @returns undefined when what was answered is not there any more
 */
export function carryOver(
  from: QuestionWords | undefined,
  to: QuestionWords | undefined,
  given: Response | null,
): Response | null | undefined {
  if (!from || !to || from.authored.interactionType !== to.authored.interactionType) return undefined;
  if (given === null || 'value' in given || 'file' in given) return given;
  if ('points' in given) return pictureOf(from) === pictureOf(to) ? given : undefined;
  const source = placesOf(from.sources, to.sources);
  const target = placesOf(from.targets, to.targets);
  if ('options' in given) {
    const options = given.options.flatMap(({ index }) => source(index).map((found) => ({ index: found })));
    return options.length === given.options.length ? { options } : undefined;
  }
  const pairs = given.pairs.flatMap((pair) =>
    source(pair.source).flatMap((found) => target(pair.target).map((other) => ({ source: found, target: other }))),
  );
  return pairs.length === given.pairs.length ? { pairs } : undefined;
}

/** Where what stood at an index stands now: nowhere, or in one place. */
function placesOf(from: readonly NamedPart[], to: readonly NamedPart[]): (index: number) => number[] {
  return (index) => {
    const id = from[index]?.id;
    const found = to.findIndex((part) => part.id === id);
    return found < 0 ? [] : [found];
  };
}

const pictureOf = ({ authored }: QuestionWords) => canonicalJson('picture' in authored ? authored.picture : null);
