/*
 * QTI 3 calls an element `qti-choice-interaction` and an attribute `max-choices` where QTI 2 calls them
 * `choiceInteraction` and `maxChoices`. Everything behind the parser knows the names of QTI 2 alone.
 */

const PREFIX = 'qti-';

/** Names whose capitals are not those that the hyphens say. */
const IRREGULAR = new Map([
  ['durationLt', 'durationLT'],
  ['durationGte', 'durationGTE'],
]);

const camelCase = (name: string) => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

export const isQti3Name = (local: string) => local.startsWith(PREFIX);

export function elementName(local: string): string {
  if (!isQti3Name(local)) return local;
  const name = camelCase(local.slice(PREFIX.length));
  return IRREGULAR.get(name) ?? name;
}

/** `data-` and `aria-` belong to HTML. */
export const attributeName = (local: string, inQti3: boolean): string =>
  inQti3 && !/^(data|aria)-/.test(local) ? camelCase(local) : local;
