/** Values by item, then by question. An id may be `constructor` or `toString`, so the objects inherit nothing. */
export function byItem<V>(
  values: Iterable<{ itemId: string; questionId: string; value: V }>,
): Record<string, Record<string, V>> {
  const items: Record<string, Record<string, V>> = Object.create(null);
  for (const { itemId, questionId, value } of values) {
    const questions = items[itemId] ?? Object.create(null);
    questions[questionId] = value;
    items[itemId] = questions;
  }
  return items;
}
