import type { Hindrance, JournalItem } from '../shared/contract/journal.ts';
import type { Response } from '../shared/contract/response.ts';
import type { StaffSessionRow } from '../shared/contract/staff.ts';
import { type Choice, KEEP, type OpenQuestion } from './open-questions.ts';

/** An answer as a person reads it. What no words are known for is shown as the device had it. */
export function answerInWords(words: string[] | null, response: Response | null): string {
  if (words === null) return JSON.stringify(response);
  return words.length === 0 ? 'No answer' : words.join(', ');
}

export const currentInWords = ({ currentWords, current }: JournalItem) => answerInWords(currentWords, current);

/** What came, in the words of the version that it was given to; of what is no answer, its raw text. */
export function cameInWords({ words, response, raw }: JournalItem): string {
  return words === null && response === null && raw !== undefined ? raw : answerInWords(words, response);
}

/** `Question 3`; of a question that no version here has, what the device called it. */
export function questionInWords({ question, itemId }: Pick<JournalItem, 'question' | 'itemId'>): string {
  return question
    ? `Question ${question.number}`
    : `A question that is not in this test (${itemId || 'without a name'})`;
}

/** The first signs of its id, as the page of devices shows them. */
export const deviceInWords = (deviceId: string) => `device ${deviceId.slice(0, 6)}`;

/** `10:40 AM` of today, `Mar 3, 10:40 AM` of another day; both RFC 3339. */
export function momentInWords(at: string, now: string): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  const date = sameDay ? {} : ({ month: 'short', day: 'numeric' } as const);
  return new Intl.DateTimeFormat('en', { ...date, hour: 'numeric', minute: '2-digit' }).format(new Date(at));
}

/** Who decided, from `staff:<user name>` or `integrator:<app key>`. */
export function whoInWords(actor: string): string {
  const [kind, ...name] = actor.split(':');
  return kind === 'staff' ? name.join(':') : 'another system';
}

/** Where the answer that counts came from. */
export function originInWords({ currentFrom }: JournalItem, now: string): string {
  if (!currentFrom) return 'Nobody has answered it.';
  const { source, deviceId, receivedAt } = currentFrom;
  const device = deviceId === null ? 'a device' : deviceInWords(deviceId);
  const origin: Record<typeof source, string> = {
    device: `From ${device}`,
    filled: `Filled in from ${device}`,
    restored: `Restored, from ${device}`,
    merged: 'Chosen by staff',
    integrator: 'Set by another system',
  };
  return `${origin[source]}, received ${momentInWords(receivedAt, now)}.`;
}

/** Where another answer came from, and why it does not simply count. */
export function arrivalInWords(row: JournalItem, now: string): string {
  const came = `From ${deviceInWords(row.deviceId)}, received ${momentInWords(row.receivedAt, now)}.`;
  // What a device set aside, it set aside with the words of the server that had refused it: no sentence of ours.
  return row.raw === undefined ? `${came} ${row.reason}` : `${came} The device set it aside: “${row.reason}”.`;
}

export const VERSION_IN_WORDS: Record<JournalItem['version'], string | null> = {
  same: null,
  other: 'It was given to another version of the test. Look at what it would count as.',
  unknown:
    'This server does not know the copy of the test that it was given to. The words may not be those that the student saw.',
};

export const HINDRANCE_IN_WORDS: Record<Hindrance, string> = {
  'put-away': 'Its attempt was put away.',
  'other-version': 'What was chosen is not in the version of the test that this attempt is on.',
  unreadable: 'It cannot be read as an answer.',
  misfit: 'It is no answer to this question.',
};

/** What will happen with each choice, said before it does. */
export function consequenceOf(question: OpenQuestion, choice: Choice): string {
  const name = questionInWords(question.now);
  const now = currentInWords(question.now);
  const came = question.others.find(({ key }) => key === choice)?.came.at(-1);
  if (choice === KEEP || !came?.countsAs) return `${name}: “${now}” goes on counting.`;
  const then = answerInWords(came.countsAs.words, came.countsAs.response);
  return `${name}: “${then}” will count instead of “${now}”.`;
}

/** What was done about an answer that waits no more, and what counts if that is something else by now. */
export function settledInWords(item: JournalItem, now: string): string {
  const came = cameInWords(item);
  const counts = currentInWords(item);
  const by = item.decided ? `${whoInWords(item.decided.by)}, ${momentInWords(item.decided.at, now)}` : 'a person';
  if (item.state === 'dismissed') {
    const couldCount = item.hindrance === null || item.hindrance === 'put-away';
    return couldCount
      ? `“${came}” does not count. “${counts}” does. Decided by ${by}.`
      : `“${came}” cannot count. Seen by ${by}.`;
  }
  const byNow = came === counts || item.hindrance === 'put-away' ? '' : ` By now “${counts}” counts.`;
  if (item.state === 'filled') {
    return `“${came}” was filled in when it came: nobody had answered on the device that had the test.${byNow}`;
  }
  const instead = item.decided?.instead;
  return `“${came}” was taken${instead ? ` instead of “${answerInWords(instead, null)}”` : ''}. Decided by ${by}.${byNow}`;
}

type ArchivedRun = StaffSessionRow['archivedRuns'][number];

/** Why an attempt is not the current one. */
export function putAwayInWords({ attempt, reason, archivedAt }: ArchivedRun, now: string): string {
  const when = momentInWords(archivedAt, now);
  if (reason === 'retake') return `Attempt ${attempt} was followed by a retake, ${when}.`;
  if (reason === 'restore') return `Attempt ${attempt} was put away when another was restored, ${when}.`;
  return `Attempt ${attempt} was reset, ${when}.`;
}
