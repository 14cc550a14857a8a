import type { OutcomeDeclaration, ResponseDeclaration } from '../../../../shared/contract/processing/declaration.ts';
import type { Notes } from '../notes.ts';
import { safeId } from '../safe-id.ts';
import { qtiVersion } from '../version.ts';
import { text } from '../xml/attributes.ts';
import { descendants, elements, type XmlElement } from '../xml/element.ts';
import { readOutcome, readResponse } from './read-declarations.ts';

/** The variables of an item. */
export interface Variables {
  responses: ResponseDeclaration[];
  outcomes: OutcomeDeclaration[];
  /** Every identifier that a choice of the item has. */
  identifiers: ReadonlySet<string>;
  /** SCORE comes from outside. */
  scoredByPerson: boolean;
}

const HOLDERS_OF_IDENTIFIERS = [
  ...['simpleChoice', 'inlineChoice', 'hottext', 'simpleAssociableChoice', 'gapText', 'gapImg', 'gap'],
  ...['hotspotChoice', 'associableHotspot'],
];

export function readVariables(root: XmlElement, notes: Notes): Variables {
  const identifiers = new Set(
    descendants(root, ...HOLDERS_OF_IDENTIFIERS).map((element) => safeId(text(element, 'identifier')?.trim() ?? '')),
  );
  const context = { version: qtiVersion(root), notes, identifiers };
  const declared = elements(root, 'outcomeDeclaration');
  // A template variable that no processing sets stays at its default, as a response that no question asks for.
  const responses = elements(root, 'responseDeclaration', 'templateDeclaration').flatMap(
    (declaration) => readResponse(declaration, context) ?? [],
  );
  const score = declared.find((declaration) => text(declaration, 'identifier')?.trim() === 'SCORE');
  return {
    identifiers,
    responses: byName(responses),
    outcomes: byName(declared.flatMap((declaration) => readOutcome(declaration, context) ?? [])),
    scoredByPerson: score !== undefined && text(score, 'externalScored') !== undefined,
  };
}

/** Of two declarations with one name the first counts. */
const byName = <Declared extends { identifier: string }>(list: readonly Declared[]): Declared[] =>
  list.filter(({ identifier }, at) => list.findIndex((other) => other.identifier === identifier) === at);
