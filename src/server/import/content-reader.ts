import type { Content, ContentNode } from '../../shared/contract/content.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { ContentRefused } from './content-refused.ts';
import { mediaName, type Slots, sanitizeContent } from './sanitize-content.ts';

type Path = ProblemIssue['path'];

/** Reads the HTML of one item, and notes in `issues` what is wrong with it. */
export class ContentReader {
  readonly #media: ReadonlySet<string>;
  readonly #issues: ProblemIssue[];

  /** @param media names of the item's media files */
  constructor(media: ReadonlySet<string>, issues: ProblemIssue[]) {
    this.#media = media;
    this.#issues = issues;
  }

  /** @param must every slot has to be there; otherwise one may be left out, and what it names stands elsewhere */
  html(html: string, path: Path, { slots, must }: { slots?: Slots; must?: boolean } = {}): Content {
    try {
      const read = sanitizeContent(html, slots);
      for (const source of read.sources) this.media(source, path);
      if (slots) this.#checkSlots(read.slots, slots, path);
      if (slots && must) this.#checkMissing(read.slots, slots, path);
      return read.content;
    } catch (error) {
      if (!(error instanceof ContentRefused)) throw error;
      this.#issues.push({ path, message: error.message });
      return [];
    }
  }

  /** A picture that is not there would be missing in the middle of a test, so it is refused here. */
  media(source: string, path: Path): string {
    const name = mediaName(source);
    const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
    if (name === undefined) this.#refuse(path, `"${shown}" is not the name of a media file`);
    else if (!this.#media.has(name)) this.#refuse(path, `the item has no media file "${shown}"`);
    return name ?? '';
  }

  #checkSlots(names: readonly string[], slots: Slots, path: Path): void {
    const seen = new Set<string>();
    for (const name of names) {
      if (!slots.has(name)) this.#refuse(path, `there is nothing called "${name.slice(0, 60)}" to stand in a slot`);
      else if (seen.has(name)) this.#refuse(path, `${name} stands in two places`);
      seen.add(name);
    }
  }

  #checkMissing(names: readonly string[], slots: Slots, path: Path): void {
    for (const name of slots.keys()) {
      if (!names.includes(name)) this.#refuse(path, `has no <slot name="${name}">`);
    }
  }

  #refuse(path: Path, message: string): void {
    this.#issues.push({ path, message });
  }
}

/** By the index of an option or a gap. */
export const indexSlots = (names: readonly string[]): Slots =>
  new Map(names.map((name, index): [string, ContentNode] => [name, { type: 'slot', index }]));

/** By the id of a question. */
export const questionSlots = (ids: readonly string[]): Slots =>
  new Map(ids.map((id): [string, ContentNode] => [id, { type: 'question', id }]));
