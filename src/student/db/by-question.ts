/** Values by item, then by question, as the wire has them. */
type ByQuestion<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** Ids are free text: an item called `constructor` must not find what every object inherits. */
export function ofQuestion<T>(values: ByQuestion<T>, { itemId, questionId }: { itemId: string; questionId: string }) {
  const item = Object.hasOwn(values, itemId) ? values[itemId] : undefined;
  return item !== undefined && Object.hasOwn(item, questionId) ? item[questionId] : undefined;
}
