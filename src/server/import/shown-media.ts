import type { PreparedItem } from './prepared-item.ts';

type Student = PreparedItem['student'];

/** Enough of a SHA-256 for the files of one item to be told apart. */
const NAME_LENGTH = 16;

/**
 * An item with the media files alone that something in it shows, under names that say nothing. An item has others, too: a
 * picture in the rubric, which is for those who score, may be the answer; and authors call a picture `correct.png`.
 */
export function withShownMedia({ media, ...item }: Student): Student {
  const shown = new Set(sourcesIn(item));
  const names = new Map(media.map(({ name, contentHash }) => [name, contentHash.slice(0, NAME_LENGTH)]));
  return {
    ...renamed(item, names),
    media: media
      .filter(({ name }) => shown.has(name))
      .map((file) => ({ ...file, name: names.get(file.name) ?? file.name })),
  };
}

/** Every `src` below: of content, and of a question's picture, object, sound or film. */
function sourcesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) =>
    name === 'src' && typeof below === 'string' ? [below] : sourcesIn(below),
  );
}

function renamed<Value>(value: Value, names: ReadonlyMap<string, string>): Value {
  if (Array.isArray(value)) return value.map((one) => renamed(one, names)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, below]) => [
    name,
    name === 'src' && typeof below === 'string' ? (names.get(below) ?? below) : renamed(below, names),
  ]);
  return Object.fromEntries(entries) as Value;
}
