import { safeId } from '../qti/safe-id.ts';
import { text } from '../qti/xml/attributes.ts';
import { descendants, elements, textOf, type XmlElement } from '../qti/xml/element.ts';

const NUMERIC = ['varlt', 'varlte', 'vargt', 'vargte'];

/**
 * What the rules of an item call right: the values that conditions compare with, and do not deny, where they give points.
 * Rules are what scores; this is for those who read results, and for the most that can be reached.
 */
export class Answers {
  /** By response: value and what it gives, in the order of the file. */
  readonly #given = new Map<string, Array<{ value: string; points: number }>>();
  readonly #numeric = new Set<string>();

  constructor(item: XmlElement) {
    for (const condition of descendants(item, 'respcondition')) {
      const points = Math.max(0, ...elements(condition, 'setvar').map(gain));
      for (const test of elements(condition, 'conditionvar')) this.#note(test, points);
    }
  }

  #note(test: XmlElement, points: number): void {
    for (const below of elements(test)) {
      const id = safeId(text(below, 'respident')?.trim() ?? '');
      if (NUMERIC.includes(below.name)) this.#numeric.add(id);
      if (below.name === 'varequal' && points > 0) {
        const value = textOf(below).trim();
        this.#given.set(id, [...(this.#given.get(id) ?? []), { value, points }]);
      }
      if (below.name === 'and' || below.name === 'or') this.#note(below, points);
    }
  }

  /** Ids of options: of several that one response takes, those that give the most. */
  keysOf(response: string, isSingle: boolean): string[] {
    const given = this.#given.get(response) ?? [];
    const most = Math.max(...given.map(({ points }) => points));
    const right = isSingle ? given.filter(({ points }) => points === most).slice(0, 1) : given;
    return [...new Set(right.map(({ value }) => safeId(value)))];
  }

  /** The best first. */
  textsOf(response: string): string[] {
    const given = [...(this.#given.get(response) ?? [])].sort((one, other) => other.points - one.points);
    return [...new Set(given.map(({ value }) => value))];
  }

  /** Whether a response is compared as a number. */
  isNumber = (response: string): boolean => this.#numeric.has(response);
}

function gain(setvar: XmlElement): number {
  const action = (text(setvar, 'action') ?? 'Set').toLowerCase();
  const value = Number(textOf(setvar).trim());
  return (action === 'set' || action === 'add') && Number.isFinite(value) ? value : 0;
}
