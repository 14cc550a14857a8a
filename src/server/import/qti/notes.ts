import type { XmlElement } from './xml/element.ts';

/** `simplified`: it is there, but not all that its author meant. `skipped`: it is not there. */
export interface ImportNote {
  kind: 'simplified' | 'skipped';
  /** Of the file, from 1; null where it has no place. */
  line: number | null;
  reason: string;
}

/** More of a kind are not told one by one: a report is read by people. */
const MAX_NOTES = 100;

/** What an import left out or changed, each thing said once for each line. */
export class Notes {
  readonly list: ImportNote[] = [];

  simplified(at: XmlElement | null, reason: string): void {
    this.#add({ kind: 'simplified', line: at?.line ?? null, reason });
  }

  skipped(at: XmlElement | null, reason: string): void {
    this.#add({ kind: 'skipped', line: at?.line ?? null, reason });
  }

  #add(note: ImportNote): void {
    const known = this.list.some(({ line, reason }) => line === note.line && reason === note.reason);
    if (!known && this.list.length < MAX_NOTES) this.list.push(note);
  }
}
