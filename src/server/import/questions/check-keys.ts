import type { Authored, AuthoredQuestion } from '../../../shared/contract/authored/question.ts';
import type { ProblemIssue } from '../../../shared/contract/problem.ts';
import { wrongValue } from './wrong-value.ts';

type Path = ProblemIssue['path'];

/** Whether there is an answer that is right. */
export function checkKeys(question: AuthoredQuestion, path: Path): ProblemIssue[] {
  if ('mapping' in question && question.mapping) return [];
  switch (question.interactionType) {
    case 'choice':
    case 'hottext':
      return checkMarked(question, question.options, [...path, 'options'], path);
    case 'inlineChoice':
      return checkMarked({ ...question, maxChoices: 1 }, question.options, [...path, 'options'], path);
    case 'hotspot':
      return checkMarked(question, question.areas, [...path, 'areas'], path);
    case 'selectPoint':
    case 'positionObject':
      return question.areaMapping || question.maxScore === 0 ? [] : [nothingRight('areaMapping', path)];
    case 'extendedText':
      return [];
    case 'media':
    case 'reading':
    case 'unsupported':
      return [];
    default:
      return checkCorrect(question, path);
  }
}

const nothingRight = (what: string, path: Path): ProblemIssue => ({
  path,
  message: `has no ${what}, so that nothing is right; a maxScore of 0 says that this is meant`,
});

function checkMarked(
  { maxChoices, maxScore }: Pick<Authored<'choice'>, 'maxChoices' | 'maxScore'>,
  options: readonly { isKey: boolean }[],
  at: Path,
  path: Path,
): ProblemIssue[] {
  const keys = options.filter(({ isKey }) => isKey).length;
  if (keys === 0 && maxScore !== 0) return [nothingRight('key (isKey) and no mapping', at)];
  const most = Math.min(maxChoices || options.length, options.length);
  // With one choice any key is right; with several, all of them have to be chosen.
  return maxChoices !== 1 && keys > most
    ? [{ path: [...path, 'maxChoices'], message: `lets ${most} be chosen of ${keys} keys, so that nothing is right` }]
    : [];
}

type WithCorrect = Exclude<Extract<AuthoredQuestion, { correct?: unknown }>, Authored<'extendedText'>>;

function checkCorrect(question: WithCorrect, path: Path): ProblemIssue[] {
  const at = [...path, 'correct'];
  const correct = (question.correct ?? []).map(String);
  if (correct.length === 0 && question.maxScore !== 0) return [nothingRight('correct response and no mapping', at)];
  const isOneOf = question.interactionType === 'textEntry' || question.interactionType === 'slider';
  return [
    ...correct.flatMap((value, index) => {
      const twice = correct.indexOf(value) < index ? `${value} is there twice` : null;
      const message = wrongValue(question, value) ?? twice;
      return message === null ? [] : [{ path: [...at, index], message }];
    }),
    ...(isOneOf || correct.length === 0 ? [] : checkCount(question, correct.length, at)),
  ];
}

/** All of the correct values have to fit into one answer. */
function checkCount(question: WithCorrect, count: number, path: Path): ProblemIssue[] {
  const [least, most] = limits(question);
  return count < least || count > most
    ? [{ path, message: `has ${count} values, where an answer has ${least === most ? most : `${least} to ${most}`}` }]
    : [];
}

function limits(question: WithCorrect): [least: number, most: number] {
  if ('maxAssociations' in question) {
    return [question.minAssociations, question.maxAssociations || Number.POSITIVE_INFINITY];
  }
  const size = 'options' in question ? question.options.length : 'areas' in question ? question.areas.length : 1;
  const { minChoices, maxChoices } = 'minChoices' in question ? question : {};
  // Neither is said: everything is put in order.
  if (minChoices === undefined && maxChoices === undefined) return [size, size];
  return [minChoices ?? 1, maxChoices ?? size];
}
