import type { AuthoredQuestion } from '../../../shared/contract/authored/question.ts';

/** The lists of a question whose elements have ids, by their names. */
export function lists(question: AuthoredQuestion): Array<{ name: string; ids: string[] }> {
  const found: Array<{ name: string; ids: string[] }> = [];
  const add = (name: string, list: readonly { id: string }[]) => found.push({ name, ids: list.map(({ id }) => id) });
  if ('options' in question) add('options', question.options);
  if ('sources' in question) add('sources', question.sources);
  if ('targets' in question) add('targets', question.targets);
  if ('gaps' in question) add('gaps', question.gaps);
  if ('areas' in question) add('areas', question.areas);
  return found;
}

const idsOf = (question: AuthoredQuestion) => new Set(lists(question).flatMap(({ ids }) => ids));

/** Why a mapping or a correct response cannot name this; null when it can. */
export function wrongValue(question: AuthoredQuestion, value: string): string | null {
  const ids = idsOf(question);
  if ('maxAssociations' in question) {
    const missing = value.split(' ').find((id) => !ids.has(id));
    return missing === undefined ? null : `there is no option ${missing} in this question`;
  }
  if (ids.size > 0) return ids.has(value) ? null : `there is no option ${value} in this question`;
  const numeric = 'baseType' in question && question.baseType !== 'string';
  return numeric && (value.trim() === '' || !Number.isFinite(Number(value))) ? `${value} is not a number` : null;
}
