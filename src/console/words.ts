import type { Maturity } from '../shared/contract/maturity.ts';

/** `just now`, `12 min ago`, `3 h ago`, `5 days ago`; both RFC 3339. */
export function ageInWords(at: string | null, now: string): string {
  if (at === null) return 'never';
  const minutes = Math.floor((Date.parse(now) - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

export const MATURITY_IN_WORDS: Record<Maturity, string> = {
  NOT_STARTED: 'Not started',
  IN_PROGRESS: 'In progress',
  COMPLETE: 'Complete',
};

export const percentInWords = (percent: number | null): string =>
  percent === null ? '–' : `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(percent)} %`;
