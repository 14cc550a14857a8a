import type { AuthoredQuestion } from '../../../shared/contract/authored/question.ts';
import type { ProblemIssue } from '../../../shared/contract/problem.ts';
import { checkArea } from './check-area.ts';
import { checkKeys } from './check-keys.ts';
import { questionKey } from './question-key.ts';
import { lists, wrongValue } from './wrong-value.ts';

type Path = ProblemIssue['path'];

/**
 * What makes a question one that nobody could answer or get right, although each of its parts has the right shape.
 * @param scoredByRules the rules of its item say what is right, so that it need not have a key of its own
 */
export function checkQuestion(question: AuthoredQuestion, scoredByRules: boolean, path: Path): ProblemIssue[] {
  return [
    ...checkIds(question, path),
    ...checkLimits(question, path),
    ...('areas' in question ? question.areas.flatMap((area, at) => checkArea(area, [...path, 'areas', at])) : []),
    ...(question.interactionType === 'slider' && question.lowerBound >= question.upperBound
      ? [{ path: [...path, 'lowerBound'], message: 'must be below upperBound' }]
      : []),
    ...checkMapping(question, path),
    ...(scoredByRules ? [] : [...checkKeys(question, path), ...checkMost(question, path)]),
  ];
}

/** The ids that pairs and mappings name are told apart across both sides of a pair. */
function checkIds(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  const seen = new Set<string>();
  return lists(question).flatMap(({ name, ids }) =>
    ids.flatMap((id, at) => {
      const known = seen.has(id);
      seen.add(id);
      return known ? [{ path: [...path, name, at, 'id'], message: `${id} is there twice` }] : [];
    }),
  );
}

function checkLimits(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  const [least, most] = limits(question);
  return least.value > most
    ? [{ path: [...path, least.name], message: `asks for ${least.value} where ${most} can be chosen` }]
    : [];
}

function limits(question: AuthoredQuestion): [least: { name: string; value: number }, most: number] {
  if ('minAssociations' in question) {
    const { minAssociations: value, maxAssociations } = question;
    return [{ name: 'minAssociations', value }, maxAssociations || Number.POSITIVE_INFINITY];
  }
  const { minChoices = 0, maxChoices = 0 } = 'maxChoices' in question ? question : {};
  const options = 'options' in question ? question.options : 'areas' in question ? question.areas : null;
  return [
    { name: 'minChoices', value: minChoices },
    Math.min(maxChoices || Number.POSITIVE_INFINITY, options?.length ?? Number.POSITIVE_INFINITY),
  ];
}

function checkMapping(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  if ('areaMapping' in question && question.areaMapping) {
    const at = [...path, 'areaMapping'];
    return [
      ...question.areaMapping.entries.flatMap((area, index) => checkArea(area, [...at, 'entries', index])),
      ...checkBounds(question.areaMapping, at),
    ];
  }
  if (!('mapping' in question) || !question.mapping) return [];
  const at = [...path, 'mapping'];
  const keys = question.mapping.entries.map(({ mapKey }) => mapKey);
  return [
    ...keys.flatMap((key, index) => {
      const message = wrongValue(question, key);
      return message === null ? [] : [{ path: [...at, 'entries', index, 'mapKey'], message }];
    }),
    ...keys.flatMap((key, index) =>
      keys.indexOf(key) < index
        ? [{ path: [...at, 'entries', index, 'mapKey'], message: `${key} is there twice` }]
        : [],
    ),
    ...checkBounds(question.mapping, at),
  ];
}

/** What a mapping gives is not cut to `maxScore`: a percentage above 100 would come of it. */
function checkMost(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  // Of pairs that is not known: which of them may be made together is a question of each option's `matchMax`.
  if ('maxAssociations' in question) return [];
  const isMapped = ('mapping' in question && question.mapping) || ('areaMapping' in question && question.areaMapping);
  if (!isMapped || !('maxScore' in question) || question.maxScore === undefined) return [];
  const key = questionKey({ ...question, maxScore: undefined }, false);
  const most = 'maxScore' in key ? key.maxScore : 0;
  return most > question.maxScore
    ? [{ path: [...path, 'maxScore'], message: `is less than the ${most} that the mapping can give` }]
    : [];
}

const checkBounds = (bounds: { lowerBound?: number | undefined; upperBound?: number | undefined }, path: Path) =>
  bounds.lowerBound !== undefined && bounds.upperBound !== undefined && bounds.lowerBound > bounds.upperBound
    ? [{ path: [...path, 'lowerBound'], message: 'must not be above upperBound' }]
    : [];
