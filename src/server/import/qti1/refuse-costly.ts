import { ImportRefused } from '../qti/import-refused.ts';
import { descendants, type XmlElement } from '../qti/xml/element.ts';
import { RESPONSES } from './questions.ts';

/** As the contract has it for the variables of an item. */
const MAX_RESPONSES = 500;
/** Rules that the contract has room for are a fifth of these, and what reads them goes through them more than once. */
const MAX_RULE_ELEMENTS = 10_000;
const RULE_ELEMENTS = ['setvar', 'decvar', 'and', 'or', 'not', 'varequal', 'varlt', 'varlte', 'vargt', 'vargte'];
/** Each may stand within the one before. */
const MAX_CONDITIONS = 2000;

/** @throws ImportRefused for what nobody could answer or score, before it is read */
export function refuseCostly(item: XmlElement): void {
  const refuse = (what: string) => {
    throw new ImportRefused(`has more ${what} than can be read`, item.line);
  };
  if (descendants(item, ...RESPONSES).length > MAX_RESPONSES) refuse('responses');
  if (descendants(item, 'respcondition').length > MAX_CONDITIONS) refuse('conditions');
  if (descendants(item, ...RULE_ELEMENTS).length > MAX_RULE_ELEMENTS) refuse('rules');
}
