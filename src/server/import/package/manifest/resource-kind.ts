/** What a resource is to an import. `qti1`: an assessment or a bank of QTI 1, of Common Cartridge too. */
export type ResourceKind = 'item' | 'test' | 'section' | 'stimulus' | 'qti1' | 'other';

/**
 * By the type that the manifest gives it (QTI 2.0 to 3.0 and APIP, "Packaging": `imsqti_item_xmlv2p1`,
 * `imsqti_apipitem_xmlv2p2`, `imsqti_test_xmlv3p0`, …). Types are written with and without capitals.
 */
export function kindOfType(type: string): ResourceKind {
  const said = type.trim().toLowerCase();
  if (/^imsqti_xmlv1p|^imsqti_(assessment_)?xmlv1p|imscc_xmlv\dp\d\/(assessment|question-bank)$/.test(said))
    return 'qti1';
  if (/^imsqti_(apip)?item_xmlv/.test(said)) return 'item';
  if (/^imsqti_(apip)?(test|assessment)_xmlv/.test(said)) return 'test';
  if (/^imsqti_(apip)?section_xmlv/.test(said)) return 'section';
  if (/^imsqti_(apip)?(assessment)?stimulus_xmlv/.test(said)) return 'stimulus';
  return 'other';
}

/** By the name of the outermost element, as QTI 2 calls it. */
const BY_ELEMENT = new Map<string, ResourceKind>([
  ['assessmentItem', 'item'],
  ['assessmentTest', 'test'],
  ['assessmentSection', 'section'],
  ['assessmentStimulus', 'stimulus'],
  ['questestinterop', 'qti1'],
]);

export const kindOfElement = (name: string): ResourceKind => BY_ELEMENT.get(name) ?? 'other';
