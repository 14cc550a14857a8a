/* The words of the time limit, in English; see `en.ts`. */
const two = new Intl.NumberFormat('en', { minimumIntegerDigits: 2 });
const digits = new Intl.NumberFormat('en');
const plurals = new Intl.PluralRules('en');
const plural = (count: number, one: string, other: string) =>
  `${digits.format(count)} ${plurals.select(count) === 'one' ? one : other}`;

const minutesOf = (count: number) => plural(count, 'minute', 'minutes');
const secondsOf = (count: number) => plural(count, 'second', 'seconds');

/** A time limit as it is told: its seconds matter below five minutes, and are rounded away from there on. */
export function limitInWords(
  ms: number,
  minutes: (count: number) => string,
  seconds: (count: number) => string,
): string[] {
  const all = Math.round(ms / 1000);
  if (all < 60) return [seconds(all)];
  if (all >= 300 || all % 60 === 0) return [minutes(Math.round(all / 60))];
  return [minutes(Math.floor(all / 60)), seconds(all % 60)];
}

export const enClock = {
  label: 'Time left',
  /** As on a clock: `1:05:00`, `4:59`. */
  left(seconds: number): string {
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor(seconds / 60) % 60;
    const parts = hours > 0 ? [digits.format(hours), two.format(minutes)] : [digits.format(minutes)];
    return [...parts, two.format(seconds % 60)].join(':');
  },
  hide: 'Hide clock',
  show: 'Show clock',
  minutesLeft: (minutes: number) => `${minutesOf(minutes)} left.`,
  lastMinute: 'Less than a minute left.',
  more: 'You have more time now.',
  paused: 'The clock stands still. Your teacher stopped it.',
  over: 'Your time is over. Your answers were handed in.',
  takes: (ms: number) => `You have ${limitInWords(ms, minutesOf, secondsOf).join(' and ')} for this test.`,
  runs: 'The clock starts when you start, and goes on when you close the lid.',
};

export type ClockCatalog = typeof enClock;
