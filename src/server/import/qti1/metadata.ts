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

/** What the metadata say of an item that its elements do not. */
export interface ItemKind {
  /** A person scores it, whatever its conditions say. */
  isEssay: boolean;
  /**
   * Of an item whose text has `[names]` where its questions stand: they are typed, and what looks like choices are the answers
   * that count, which nobody may see; or they are menus.
   */
  blanks: 'typed' | 'menus' | null;
}

export function kindOf(fields: Fields): ItemKind {
  const type = fields.get('question_type') ?? '';
  const said = `${type} ${fields.get('cc_profile') ?? ''}`;
  return {
    isEssay: /essay/i.test(said) || /^no$/i.test(fields.get('qmd_computerscored') ?? ''),
    blanks:
      type === 'fill_in_multiple_blanks_question' ? 'typed' : type === 'multiple_dropdowns_question' ? 'menus' : null,
  };
}
