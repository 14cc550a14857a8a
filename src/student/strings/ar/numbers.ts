/** How numbers are written and counted in Arabic. */
export interface Numbers {
  /** In the digits that the student reads. */
  number(value: number): string;
  /** @param share 1 is all of it */
  percent(share: number): string;
  time(epochMs: number): string;
  dayAndTime(instant: string): string;
  plural(count: number, forms: Forms): string;
}

/** Things counted: one and two have words of their own, and the noun changes from 11 on and once more at 100. */
export interface Forms {
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

const rules = new Intl.PluralRules('ar');

/**
 * Which digits `ar` alone means differs from browser to browser and from year to year: it is said in each case.
 *
 * @param digits ones that the tests themselves, tickets and codes are written in, unless the student asks for the others
 */
export function numbersIn(digits: 'latn' | 'arab'): Numbers {
  const locale = `ar-u-nu-${digits}`;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });
  return {
    number: (value) => format.format(value),
    percent: (share) => percent.format(share),
    // What says morning or afternoon stays with the hour.
    time: (epochMs) => time.format(epochMs).replace(' ', '\u00a0'),
    dayAndTime: (instant) => dayAndTime.format(new Date(instant)),
    plural(count, forms) {
      const form = rules.select(count);
      return forms[form === 'zero' ? 'other' : form];
    },
  };
}
