/** In the order of the browser's language, and 2 before 10. */
export const titles = new Intl.Collator(undefined, { numeric: true });

/** Orders tests as somebody looks for one; those of one title by id, so that each time they are in the same order. */
export const byTitle = (a: { id: string; examName: string }, b: { id: string; examName: string }): number =>
  titles.compare(a.examName, b.examName) || (a.id < b.id ? -1 : 1);
