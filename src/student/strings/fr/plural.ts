const rules = new Intl.PluralRules('fr');

/** In French none is one too. It has a third form, for millions, which nothing here counts to. */
export const plural = (count: number, one: string, other: string): string =>
  rules.select(count) === 'one' ? one : other;
