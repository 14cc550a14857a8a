const rules = new Intl.PluralRules('es');

/** Spanish has a third form, for millions, which nothing here counts to. */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;
