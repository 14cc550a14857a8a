import type { Objective } from '../../../../shared/contract/exam.ts';
import { safeId } from '../../qti/safe-id.ts';
import { child, descendants, elements, textOf, type XmlElement } from '../../qti/xml/element.ts';

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
/** Purposes of a LOM classification (IEEE 1484.12.1 §9.1) that say what is to be learnt. */
const PURPOSES = new Set(['educational objective', 'competency', 'discipline', 'prerequisite']);
/** Longer ones are no abbreviation: they say the standard itself. */
const MAX_ABBREVIATION = 40;
const MAX_TEXT = 2000;

/**
 * The curriculum standards that the metadata of a resource names, in its order: GUIDs and labels of 1EdTech's
 * `curriculumStandardsMetadataSet`, and taxons of LOM classifications. The id is the GUID where there is one, also out of a
 * CASE address, so that the same standard is the same objective whoever wrote it.
 */
export function readAlignments(metadata: XmlElement): Objective[] {
  const found = [
    ...descendants(metadata, 'labelledGUID').map(ofLabelledGuid),
    ...descendants(metadata, 'classification').flatMap(ofClassification),
  ];
  const byId = new Map<string, Objective>();
  for (const objective of found) if (objective && !byId.has(objective.id)) byId.set(objective.id, objective);
  return [...byId.values()];
}

function ofLabelledGuid(element: XmlElement): Objective | undefined {
  const said = (name: string) => words(child(element, name));
  const id = said('GUID') || said('caseItemURI');
  return id === '' ? undefined : objective(id, said('label'));
}

function ofClassification(classification: XmlElement): Array<Objective | undefined> {
  const purpose = words(child(classification, 'purpose')).toLowerCase();
  const isObjective = [...PURPOSES].some((one) => purpose.endsWith(one));
  return elements(classification, 'taxonPath').map((path) => {
    // The path leads from the framework to the standard, one within the other or one after the other.
    const leaf = descendants(path, 'taxon').at(-1);
    if (!leaf) return undefined;
    const id = words(child(leaf, 'id')) || words(child(leaf, 'entry'));
    return id !== '' && (isObjective || GUID.test(id)) ? objective(id, words(child(leaf, 'entry'))) : undefined;
  });
}

function objective(said: string, label: string): Objective {
  const id = safeId(GUID.exec(said)?.[0].toLowerCase() ?? said);
  return label.length <= MAX_ABBREVIATION && !/\s/.test(label)
    ? { id, abbreviation: label, text: '' }
    : { id, abbreviation: '', text: label.slice(0, MAX_TEXT) };
}

/** The first of several languages, without the source of a vocabulary. */
function words(element: XmlElement | undefined): string {
  if (!element) return '';
  const said = child(element, 'value') ?? element;
  const one = descendants(said, 'string', 'langstring')[0] ?? said;
  return textOf(one).replace(/\s+/g, ' ').trim();
}
