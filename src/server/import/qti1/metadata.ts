import { child, descendants, textOf, type XmlElement } from '../qti/xml/element.ts';

/** What tools say of an item in `qtimetadata`, by the label in lower case. */
export function readFields(item: XmlElement): ReadonlyMap<string, string> {
  return new Map(
    descendants(item, 'qtimetadatafield').map((field) => {
      const [label, entry] = ['fieldlabel', 'fieldentry'].map((name) => {
        const element = child(field, name);
        return element ? textOf(element).trim() : '';
      });
      return [(label ?? '').toLowerCase(), entry ?? ''];
    }),
  );
}

type Fields = ReadonlyMap<string, string>;

/** What the whole item is worth, where that is said beside its rules; undefined when it is not. */
export function pointsOf(fields: Fields): number | undefined {
  const said = fields.get('points_possible') ?? fields.get('cc_weighting');
  const points = said ? Number(said) : Number.NaN;
  if (Number.isFinite(points) && points >= 0 && points <= 10_000) return points;
  // Common Cartridge counts every question from 0 to 100, and leaves what it is worth to the other side.
  return fields.has('cc_profile') ? 1 : undefined;
}

export const isEssay = (fields: Fields): boolean =>
  /essay/i.test(`${fields.get('question_type') ?? ''} ${fields.get('cc_profile') ?? ''}`);
