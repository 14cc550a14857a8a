import type { PreparedItem } from './prepared-item.ts';

type Student = PreparedItem['student'];

/**
 * The media files that something in an item shows its student. An item has others, too: a picture in the rubric, which is for
 * those who score, may be the answer.
 */
export function shownMedia({ media, ...item }: Student): Student['media'] {
  const shown = new Set(sourcesIn(item));
  return media.filter(({ name }) => shown.has(name));
}

/** Every `src` below: of content, and of a question's picture, object, sound or film. */
function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) =>
    name === 'src' && typeof below === 'string' ? [below] : sourcesIn(below),
  );
}
