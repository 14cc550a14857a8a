import type { StyleOf } from '../qti/item-context.ts';
import { text } from '../qti/xml/attributes.ts';
import type { XmlElement } from '../qti/xml/element.ts';
import { classesOf } from '../style-classes.ts';

interface Rule {
  /** Empty for every element. */
  tag: string;
  classes: string[];
  /** What its declarations say, in the classes that content may have. */
  said: readonly string[];
}

/** Rules of one stylesheet that are read: each is held against each element, and more are of a whole site's. */
const MAX_RULES = 500;

/**
 * What of a stylesheet has a meaning for the reader: bold, aligned, struck out, for the elements that a rule names by their
 * tag or class. Selectors that ask for more than the element itself, conditions and addresses are left out.
 */
export function readStylesheet(css: string): StyleOf {
  const rules = new Map<string, Rule[]>();
  for (const rule of rulesOf(css)) rules.set(startOf(rule), [...(rules.get(startOf(rule)) ?? []), rule]);
  return (element) => {
    if (rules.size === 0) return [];
    const own = new Set((text(element, 'class') ?? '').split(/\s+/));
    return [element.name, ...[...own].map((name) => `.${name}`)]
      .flatMap((start) => rules.get(start) ?? [])
      .filter(({ tag, classes }) => (tag === '' || tag === element.name) && classes.every((name) => own.has(name)))
      .flatMap(({ said }) => said);
  };
}

/** What an element must have for a rule to be looked at: thousands of elements meet hundreds of rules. */
const startOf = ({ tag, classes: [first] }: Rule) => (first === undefined ? tag : `.${first}`);

export const allStyles =
  (sheets: readonly StyleOf[]): StyleOf =>
  (element: XmlElement) =>
    sheets.flatMap((sheet) => sheet(element));

function rulesOf(css: string): Rule[] {
  const plain = withoutBlocks(css.replace(/\/\*[\s\S]*?(\*\/|$)/g, ' '));
  const rules: Rule[] = [];
  for (const block of plain.split('}')) {
    const [selectors = '', declarations, ...nested] = block.split('{');
    if (declarations === undefined || nested.length > 0) continue;
    const said = classesOf({ style: declarations }, '');
    if (said.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const rule = simple(selector.trim());
      if (rule && rules.length < MAX_RULES) rules.push({ ...rule, said });
    }
  }
  return rules;
}

/** `@media` and the like hold only where they hold, and a book is not what a device is; `@import` is not followed. */
function withoutBlocks(css: string): string {
  let plain = '';
  let depth = 0;
  let skipping = false;
  for (const character of css) {
    if (!skipping && depth === 0 && character === '@') skipping = true;
    if (!skipping) plain += character;
    if (character === '{') depth += 1;
    if (character === '}') depth = Math.max(0, depth - 1);
    if (skipping && depth === 0 && (character === '}' || character === ';')) skipping = false;
  }
  return plain;
}

/** A tag, classes, or both; QTI's own body stands for nothing. */
function simple(selector: string): Pick<Rule, 'tag' | 'classes'> | undefined {
  const found =
    /^(?:\.?(?:qti-item-body|itemBody|qti-stimulus-body|stimulusBody)\s+)?([a-z][a-z0-9]*)?((?:\.[A-Za-z_][\w-]*)*)$/.exec(
      selector,
    );
  const [, tag = '', names = ''] = found ?? [];
  if (!found || (tag === '' && names === '')) return undefined;
  return { tag, classes: names.split('.').slice(1) };
}
