/* The words of the time limit, in English; see `en.ts`. */
const two = new Intl.NumberFormat('en', { minimumIntegerDigits: 2 });
const digits = new Intl.NumberFormat('en');
const plurals = new Intl.PluralRules('en');
const plural = (count: number, one: string, other: string) =>
  `${digits.format(count)} ${plurals.select(count) === 'one' ? one : other}`;

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
  minutesLeft: (minutes: number) => `${plural(minutes, 'minute', 'minutes')} left.`,
  more: 'You have more time now.',
  paused: 'The clock stands still. Your teacher stopped it.',
  over: 'Your time is over. Your answers were handed in.',
  /** In whole minutes, seconds where it is less than one. */
  takes(ms: number): string {
    const minutes = Math.round(ms / 60_000);
    if (ms < 60_000) return `You have ${plural(Math.round(ms / 1000), 'second', 'seconds')} for this test.`;
    return `You have ${plural(minutes, 'minute', 'minutes')} for this test.`;
  },
  runs: 'The clock starts when you start, and goes on when you close the lid.',
};

export type ClockCatalog = typeof enClock;
