import type { Maturity } from '../shared/contract/maturity.ts';
import type { ImportRefusal } from '../shared/contract/response-file.ts';
import type { StaffDevice } from '../shared/contract/staff.ts';

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

/** `Checked 12 min ago: all fine.`, or what was not. @param now RFC 3339 */
export function checkedInWords(checked: StaffDevice['checked'], now: string): string {
  if (checked === null) return 'Never checked with “Check this device”.';
  const when = `Checked ${ageInWords(checked.at, now)}`;
  return checked.wrong.length === 0 ? `${when}: all fine.` : `${when}. ${checked.wrong.join(' ')}`;
}

export const MATURITY_IN_WORDS: Record<Maturity, string> = {
  NOT_STARTED: 'Not started',
  IN_PROGRESS: 'In progress',
  COMPLETE: 'Complete',
};

export const percentInWords = (percent: number | null): string =>
  percent === null ? '–' : `${new Intl.NumberFormat('en', { maximumFractionDigits: 1 }).format(percent)}%`;

/** What became of answers that came by file. */
export const OUTCOME_IN_WORDS: Record<'applied' | 'gap' | 'incomplete' | 'stranded', string> = {
  applied: 'The server has these answers.',
  stranded: 'Kept. The test had gone on without them: what differs from what counts now waits for you to choose.',
  incomplete: 'The answers are here, but the test does not count as submitted yet.',
  gap: 'A part is missing. Bring the file from this device again.',
};

/** Why a line of a file was not taken, and what to do. */
export const REFUSAL_IN_WORDS: Record<ImportRefusal, string> = {
  'not-a-response-file': 'This is not a file of answers. Choose the file that the student’s device saved.',
  'newer-version': 'The device has a newer version than this server. Keep the file, update the server, bring it again.',
  'other-workspace': 'These answers belong to another school. Keep the file and give it to them.',
  altered: 'The file was damaged on its way. Keep it, and copy it from the device once more.',
  'cut-short': 'The end of the file is missing. What is there was taken. Copy it from the device once more.',
  'unknown-run': 'This server never gave out this test. Keep the file and ask whoever runs the server.',
  invalid: 'The file opens, but its answers cannot be read. Keep it and ask whoever runs the server.',
};
