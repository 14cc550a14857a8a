import type { ImportLine, SkippedItem } from '../../../shared/contract/import-report.ts';
import { type ImportNote, Notes } from '../qti/notes.ts';
import { LIMITS } from './limits.ts';

/** What an import says of a package, file by file, in the order in which it was found. */
export class Report {
  readonly skipped: SkippedItem[] = [];
  readonly #lines: ImportLine[] = [];
  readonly #notes = new Map<string, Notes>();
  #more = 0;

  /** With what was noted by file at the end. */
  get lines(): ImportLine[] {
    const noted = [...this.#notes].flatMap(([file, { list }]) => list.map((note) => lineOf(file, note)));
    const lines = [...this.#lines, ...noted];
    const more = this.#more + Math.max(0, lines.length - LIMITS.reportLines);
    if (more === 0) return lines;
    const rest = { file: '', line: null, outcome: 'skipped', reason: `${more} more lines are not told` } as const;
    return [...lines.slice(0, LIMITS.reportLines), rest];
  }

  /** Notes that are made while a file is read, by whoever reads it. */
  notesOf(file: string): Notes {
    const notes = this.#notes.get(file) ?? new Notes();
    this.#notes.set(file, notes);
    return notes;
  }

  add(line: ImportLine): void {
    if (this.#lines.length < LIMITS.reportLines) this.#lines.push(line);
    else this.#more += 1;
  }

  addNotes(file: string, notes: readonly ImportNote[]): void {
    for (const note of notes) this.add(lineOf(file, note));
  }

  /** Something that should have been an item. */
  skipItem(file: string, href: string, reason: string, line: number | null = null): void {
    this.add({ file, line, outcome: 'refused', reason });
    if (this.skipped.length < LIMITS.skipped) this.skipped.push({ href, reason });
  }
}

const lineOf = (file: string, { kind, line, reason }: ImportNote): ImportLine => ({
  file,
  line,
  outcome: kind,
  reason,
});
