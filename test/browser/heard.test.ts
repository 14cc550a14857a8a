/*
 * One whole test without a screen, from the ticket to the receipt, without a network between the two: by Tab, arrows, space and
 * Enter alone, with what a screen reader says at each. Oracle: `heard/whole-test.txt`, which was read as somebody hears it who is
 * ten and blind. A change of it is read again before it is kept (`-u`).
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import { Listener } from './heard.ts';
import { HEARD_EXAM } from './heard-exam.ts';
import { openSchool, type School } from './school.ts';
import { isReceived } from './student-page.ts';

let school: School;
let page: Page;
let listener: Listener;
let ticket: string;
let sessionId: string;
const transcript: string[] = [];

beforeAll(async () => {
  school = await openSchool();
  const configId = await putExam(school.server.url, 'heard', HEARD_EXAM);
  ({ id: sessionId, ticket } = await createSession(school.server.url, configId, 'ana'));
  ({ page } = await school.openBrowser());
  listener = await Listener.open(page);
});
afterAll(() => school.close());

const note = (words: string) => transcript.push('', `# ${words}`);

/** Until what is going to be drawn is drawn. */
const drawn = () =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function say(): Promise<void> {
  await drawn();
  for (const words of await listener.said()) transcript.push(`    says: ${words}`);
}

/** What has to be there before anybody listens. */
type Expected = Pick<Locator, 'waitFor'>;

async function press(key: string, until?: Expected): Promise<string> {
  await page.keyboard.press(key);
  await until?.waitFor();
  await drawn();
  const focus = await listener.focus();
  transcript.push(`[${key}] ${focus}`);
  await say();
  return focus;
}

async function type(text: string): Promise<void> {
  await page.keyboard.type(text);
  transcript.push(`[types] ${text}`);
}

/** Text and Tab come together: after a pause the text is saved, which nobody is told of who writes. */
async function typeAndLeave(text: string): Promise<void> {
  transcript.push(`[types] ${text}`);
  await Promise.all([...[...text].map((key) => page.keyboard.press(key)), press('Tab', saved)]);
}

async function tabTo(wanted: RegExp): Promise<void> {
  for (let presses = 0; presses < 40; presses++) if (wanted.test(await press('Tab'))) return;
  throw new Error(`Tab never reaches ${wanted}:\n${transcript.slice(-45).join('\n')}`);
}

/** With the arrow down, from the top of a part of the page. */
async function read(role?: string): Promise<void> {
  transcript.push('(reads down)', ...(await listener.read(role)).map((line) => `  ${line}`));
}

/** Said anew: what is shown may be of the answer before. */
const saved: Expected = { waitFor: () => listener.hears('Saved on this device') };
const heading = (name: string | RegExp) => page.getByRole('heading', { name });

test('a whole test as it is heard', async () => {
  note('Signing in');
  await page.goto(school.network.url);
  await heading('Sign in')
    .or(page.getByRole('textbox', { name: 'Ticket' }))
    .first()
    .waitFor();
  await drawn();
  await read();
  await tabTo(/edit “Ticket”/);
  await type('AAAA-AAAA');
  await press('Enter', page.getByText('This ticket does not match'));
  await page.keyboard.press('Control+a');
  await type(ticket);
  await press('Enter', heading('My tests'));

  note('My tests');
  // Until then it is said too that the app itself is still to come.
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
  await read('main');
  await tabTo(/button “Get ready for offline”/);
  await press('Enter', page.getByText('Ready for offline', { exact: true }));
  await school.network.cut();
  await press('Enter', heading('Question 1 of 6'));

  note('Question 1, beside a passage');
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await read();
  await tabTo(/radio button “a pie”/);
  await press('Space', saved);
  await press('ArrowDown', saved);
  await press('Shift+Tab');
  await press('Space', page.getByRole('button', { name: 'Flag for review', pressed: true }));
  await tabTo(/button “Next”/);
  await press('Enter', heading('Question 2 of 6'));

  note('Question 2, some of several, below a table');
  await read('main');
  await tabTo(/check box “one turn of the wheel”/);
  await press('Space', saved);
  await press('Tab');
  await press('Space', saved);
  await tabTo(/button “Next”/);
  await press('Enter', heading('Questions 3 and 4 of 6'));

  note('Questions 3 and 4, in a text');
  await read('main');
  await tabTo(/menu “/);
  await press('ArrowDown', saved);
  await tabTo(/edit “/);
  await typeAndLeave('four');
  await press('Shift+Tab');
  await page.keyboard.press('Control+a');
  await typeAndLeave('4');
  await tabTo(/button “Next”/);
  await press('Enter', heading('Question 5 of 6'));

  note('Question 5, an essay');
  await read('main');
  await tabTo(/edit “/);
  await typeAndLeave('The goats.');
  await tabTo(/button “Next”/);
  await press('Enter', heading('Question 6 of 6'));

  note('Question 6, things to put in order');
  await page.getByRole('list').first().waitFor();
  await read('main');
  await tabTo(/go home/);
  await press('Enter');
  await press('ArrowDown', saved);
  await press('Enter');
  await tabTo(/button “Review answers”/);
  await press('Enter', heading('Review answers'));

  note('Looking over it');
  await read();
  await tabTo(/button “Submit test”/);
  await press('Enter', page.getByRole('dialog', { name: 'Submit test' }));
  await read('dialog');
  await press('Enter', heading('Test submitted'));

  note('Submitted');
  // Its heading comes as soon as it counts, and what is told of it once that is read.
  await page.getByText('Waiting to upload').first().waitFor();
  await read('main');
  await school.network.restore();
  await isReceived(page);
  await say();
  await read('main');

  const { maturity, responses } = await getSession(school.server.url, sessionId);
  expect(maturity).toBe('COMPLETE');
  expect(Object.keys(responses ?? {})).toHaveLength(HEARD_EXAM.items.length);
  await expect(`${asOnAnyDay(transcript)}\n`).toMatchFileSnapshot('heard/whole-test.txt');
}, 180_000);

/** Without what is another one each time: tickets, codes and times. */
const asOnAnyDay = (lines: string[]) =>
  lines
    .join('\n')
    .trim()
    .replaceAll(ticket, 'WXYZ2345')
    .replace(/\b(?!AAAA)[A-Z2-9]{4}-[A-Z2-9]{4}\b/g, 'WXYZ-2345')
    .replace(/\d{1,2}:\d{2}\s[AP]M/g, '10:42 AM');
