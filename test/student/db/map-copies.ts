import type { Copies } from '../../../src/student/db/second-copy.ts';

/** A place outside of IndexedDB, as a map that a test looks into. `full` names what does not fit into it. */
export function mapCopies(full: (name: string) => boolean = () => false) {
  const texts = new Map<string, string>();
  const copies: Copies & { texts: Map<string, string> } = {
    texts,
    all: async () => new Map(texts),
    async put(name, text) {
      if (full(name)) throw new DOMException('full', 'QuotaExceededError');
      texts.set(name, text);
    },
    async remove(name) {
      texts.delete(name);
    },
  };
  return copies;
}
