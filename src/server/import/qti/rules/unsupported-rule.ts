import type { XmlElement } from '../xml/element.ts';

/** Thrown for a rule or an expression that is not carried out here: the item's score is for a person then. */
export class UnsupportedRule extends Error {
  override name = 'UnsupportedRule';
  readonly at: XmlElement;

  constructor(at: XmlElement, reason: string) {
    super(reason);
    this.at = at;
  }
}
