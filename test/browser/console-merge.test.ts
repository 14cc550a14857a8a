/*
 * Two devices of one student say different things, and a teacher decides, with the keyboard alone. The first device is the real
 * student page in a real browser, the second speaks the wire. Oracle: what the Exam Session API says of the session before and
 * after, and the words of the options as the exam has them.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SAVING_CONFIG_ID, savingAndSpending } from '../../src/server/demo/saving-and-spending.ts';
import { createSessionAnswer } from '../../src/shared/contract/exam-session.ts';
import type { SyncBody } from '../../src/shared/contract/set-responses.ts';
import type { Browser } from '../support/chromium.ts';
import { ADMIN_PASSWORD } from '../support/server-process.ts';
import {
  batchBody,
  claimRun,
  type Given,
  getSession,
  integrator,
  openDevice,
  submitClaimOf,
  upload,
  type WireDevice,
} from '../support/wire-client.ts';
import { expectNothingFound } from './axe.ts';
import { type Desk, openDesk } from './desk.ts';
import { drawn } from './drawn.ts';
import { tabTo } from './keyboard.ts';
import { openSchool, type School } from './school.ts';
import {
  answerQuestion,
  getReady,
  goToQuestion,
  isReceived,
  signIn,
  statusOf,
  submitTest,
  testLine,
} from './student-page.ts';

const EXAM = savingAndSpending.name;
const QUESTIONS = savingAndSpending.items.flatMap((item) =>
  item.questions.flatMap((question) =>
    question.interactionType === 'choice'
      ? {
          itemId: item.id,
          questionId: question.id,
          options: question.options.map(({ content }) => content.replace(/<[^>]+>/g, '')),
        }
      : [],
  ),
);

let school: School;
let browser: Browser;
let desk: Desk;

// Each test leaves nothing for a teacher to decide.
beforeAll(async () => {
  school = await openSchool();
  browser = await school.openBrowser();
});
afterAll(() => school.close());
beforeEach(async () => {
  desk = await openDesk(school.server, browser);
});
afterEach(() => desk.close());

/** Question `n`, from 1, answered with one of its options. */
function given(n: number, word: string, seq: number): Given {
  const question = QUESTIONS[n - 1];
  const index = question?.options.indexOf(word) ?? -1;
  if (!question || index < 0) throw new Error(`question ${n} has no option ${word}`);
  return { itemId: question.itemId, questionId: question.questionId, response: { options: [{ index }] }, seq };
}

async function send(
  device: WireDevice,
  answers: Given[],
  range: { baseSeq: number; lastSeq: number },
  submits = false,
) {
  const claim = submits ? submitClaimOf(device, answers, range.lastSeq) : undefined;
  const answer = await upload(school.server.url, device, batchBody(device, answers, range, claim));
  if (!answer) throw new Error('the batch was refused');
  return answer.outcome;
}

/** What counts, in words, in the order of the exam. */
async function counting(sessionId: string): Promise<Array<string | undefined>> {
  const { responses = {} } = await getSession(school.server.url, sessionId);
  return QUESTIONS.map(({ itemId, questionId, options }) => {
    const response = responses[itemId]?.[questionId];
    return response && 'options' in response ? options[response.options[0]?.index ?? -1] : undefined;
  });
}

async function addStudent(name: string) {
  const body = { user_id: name, lis_person_name_given: name, lis_person_name_family: 'Neale' };
  const path = `/api/exam-config/${SAVING_CONFIG_ID}/exam-session`;
  return createSessionAnswer.parse(await integrator(school.server.url, 'POST', path, body)).examSession;
}

/** Chooses on the real page, and waits until the device says that it is saved. */
async function choose(page: Page, n: number, word: string, saved: RegExp): Promise<void> {
  await goToQuestion(page, n);
  await page.getByRole('main').locator('label').filter({ hasText: word }).click();
  // Until then the line tells of the answer before.
  await drawn(page);
  // Answers are gathered for a quarter of a minute before they go up.
  await statusOf(page).filter({ hasText: saved }).waitFor({ timeout: 60_000 });
}

async function openConsole(page: Page): Promise<void> {
  await page.goto(`${desk.network.url}/console`);
  await tabTo(page, 'textbox', /User name/);
  await page.keyboard.type('admin');
  await tabTo(page, 'textbox', /Password/);
  await page.keyboard.type(ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tests' }).waitFor();
}

/** From wherever one is: the list, then the student. */
async function openStudent(page: Page, name: RegExp): Promise<void> {
  await tabTo(page, 'link', /^Needs attention/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Needs attention' }).waitFor();
  await page.getByRole('main').getByRole('link', { name }).waitFor();
  await tabTo(page, 'link', name);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name, level: 2 }).waitFor();
}

async function confirm(page: Page, action: RegExp): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'button', action);
  await page.keyboard.press('Enter');
}

test('the second device claims, the first comes back with more and other answers: a teacher decides by keyboard, and it counts', async () => {
  const student = desk.page;
  await student.goto(desk.network.url);
  await signIn(student, school.ticket());
  await getReady(student, EXAM);
  await testLine(student, EXAM).getByRole('button', { name: 'Start test' }).click();
  await choose(student, 1, 'skateboard', /Saved on the server/);

  await desk.network.cut();
  await choose(student, 1, 'cupcake', /Saved on this device/);
  await choose(student, 2, '$12.00', /Saved on this device/);
  await choose(student, 3, 'Sam puts $5.00', /Saved on this device/);

  const second = await claimRun(
    school.server.url,
    await openDevice(school.server.url, school.ticket(), 'second', EXAM),
  );
  const answers = [given(1, 'bike', 1), given(2, '$20.00', 2)];
  expect(await send(second, answers, { baseSeq: 0, lastSeq: 2 }, true)).toBe('applied');
  const { id } = second.session;
  expect(await getSession(school.server.url, id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 33.3333 });

  await desk.network.restore();
  await statusOf(student).filter({ hasText: 'Needs attention' }).waitFor({ timeout: 90_000 });
  const filled = 'Sam puts $5.00 from his birthday into his account.';
  expect(await counting(id)).toEqual(['bike', '$20.00', filled]);
  expect(await getSession(school.server.url, id)).toMatchObject({ scoreActual: 66.6667 });

  const page = await desk.context.newPage();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await openConsole(page);
  await page.getByRole('link', { name: 'Needs attention 1' }).waitFor();
  await openStudent(page, /Maya Rivera/);
  await expectNothingFound(page, 'answers side by side');
  const first = page.getByRole('group', { name: /Question 1 .*items would he be able to buy/ });
  await first.getByRole('radio', { name: 'Counts now bike' }).waitFor();
  await first.getByText('Another device had the test.').waitFor();
  await page.getByText(`“${filled}” was filled in when it came`).waitFor();

  await tabTo(page, 'radio', /bike/);
  await page.keyboard.press('ArrowRight');
  expect(await first.getByRole('radio', { name: 'Came from elsewhere cupcake' }).isChecked()).toBe(true);
  await tabTo(page, 'radio', /\$20\.00/);
  await page.keyboard.press('Space');
  await tabTo(page, 'button', /^Decide 2 questions$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Decide 2 questions for Maya Rivera' });
  await dialog.getByText('Question 1: “cupcake” will count instead of “bike”.').waitFor();
  await dialog.getByText('Question 2: “$20.00” goes on counting.').waitFor();
  await dialog.getByText('It is written down that admin decided this, and when.').waitFor();
  await expectNothingFound(page, 'what will happen');
  await page.keyboard.press('Escape');
  await expect.poll(focused).toBe('Decide 2 questions');
  // The focus is back at once; the page hears of it with its next frame, which a busy machine draws late.
  await page.locator('dialog').waitFor({ state: 'detached' });
  expect(await counting(id)).toEqual(['bike', '$20.00', filled]);

  await page.keyboard.press('Enter');
  await confirm(page, /^Decide$/);
  await page.getByText('Nothing waits here.').waitFor();
  await expect.poll(focused).toMatch(/^Decided: 2 questions/);
  expect(await counting(id)).toEqual(['cupcake', '$20.00', filled]);
  expect(await getSession(school.server.url, id)).toMatchObject({ maturity: 'COMPLETE', scoreActual: 100 });

  await page.reload();
  await page.getByText(/“cupcake” was taken instead of “bike”\. Decided by admin, /).waitFor();
  await page.getByText(/“\$12\.00” does not count\. “\$20\.00” does\. Decided by admin, /).waitFor();
  await expectNothingFound(page, 'the record');
  await tabTo(page, 'link', /Saving and spending/);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Record: 3, Maya Rivera' }).waitFor();
  await page.getByRole('link', { name: 'Needs attention', exact: true }).waitFor();
}, 240_000);

test('what came for an attempt that was reset leads to its restore, and what cannot be read is seen and leaves the list', async () => {
  const { url } = school.server;
  const { id, ticket } = await addStudent('Zora');
  const device = await openDevice(url, ticket, 'only');
  await send(device, [given(1, 'cupcake', 1)], { baseSeq: 0, lastSeq: 1 });
  await integrator(url, 'POST', `/api/exam-session/${id}/reset`, {});
  const late: SyncBody = JSON.parse(batchBody(device, [given(2, '$20.00', 2)], { baseSeq: 1, lastSeq: 3 }));
  const [{ itemId, questionId } = { itemId: '', questionId: '' }] = QUESTIONS;
  late.sync.quarantined = [{ itemId, questionId, seq: 3, raw: '{"options":"cupcake"}', reason: 'options is no list' }];
  expect((await upload(url, device, JSON.stringify(late)))?.outcome).toBe('stranded');

  const { page } = desk;
  await openConsole(page);
  await openStudent(page, /Zora Neale/);
  await page.getByText('An answer belongs to its attempt').waitFor();
  await page.getByText('{"options":"cupcake"}').waitFor();
  await expectNothingFound(page, 'an attempt that was put away');

  await tabTo(page, 'button', /^Restore attempt 1$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Zora Neale has answered nothing since.').waitFor();
  await confirm(page, /^Restore attempt 1$/);
  await page.getByText('Done: attempt 1 of Zora Neale is back.').waitFor();
  expect(await counting(id)).toEqual(['cupcake', '$20.00', undefined]);
  await page.getByText(/“\$20\.00” was taken\. Decided by admin, /).waitFor();

  await tabTo(page, 'button', /^Mark as seen, Question 1$/);
  await page.keyboard.press('Enter');
  await confirm(page, /^Mark as seen$/);
  await page.getByText('Nothing waits here.').waitFor();
  await page.getByText(/“{"options":"cupcake"}” cannot count\. Seen by admin, /).waitFor();
  expect(await counting(id)).toEqual(['cupcake', '$20.00', undefined]);
}, 120_000);

test('a student whose test is reset under their hands goes back to their tests, and takes it anew; staff keep both', async () => {
  const { id, ticket } = await addStudent('Ada');
  const student = desk.page;
  await student.goto(desk.network.url);
  await signIn(student, ticket);
  await getReady(student, EXAM);
  const start = testLine(student, EXAM).getByRole('button', { name: 'Start test' });
  await start.click();
  await choose(student, 1, 'skateboard', /Saved on the server/);
  await integrator(school.server.url, 'POST', `/api/exam-session/${id}/reset`, {});
  await student.getByRole('main').locator('label').filter({ hasText: 'cupcake' }).click();

  const banner = student.getByRole('alert').filter({ hasText: 'goes on without this page' });
  await banner.waitFor({ timeout: 60_000 });
  await statusOf(student).filter({ hasText: 'Your teacher started this test again.' }).waitFor();
  expect(await student.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio');
  await expectNothingFound(student, 'a test that goes on without this page');
  await student.getByRole('button', { name: 'Review answers' }).click();
  await student.getByRole('heading', { name: 'Review answers' }).waitFor();
  await expectNothingFound(student, 'the review of it');
  await banner.getByRole('button', { name: 'Back to my tests' }).click();

  await start.click();
  await student
    .getByText(/^Question 1 of/)
    .first()
    .waitFor();
  expect(await banner.count()).toBe(0);
  expect(await student.getByRole('main').locator('input:checked').count()).toBe(0);
  for (let n = 1; n <= QUESTIONS.length; n++) {
    await goToQuestion(student, n);
    await answerQuestion(student, n, new Map());
  }
  await submitTest(student);
  await isReceived(student);
  expect(await getSession(school.server.url, id)).toMatchObject({ maturity: 'COMPLETE' });
  expect(await counting(id)).toEqual(QUESTIONS.map(({ options }, at) => options[(at + 1) % options.length]));

  const page = await desk.context.newPage();
  await openConsole(page);
  await openStudent(page, /Ada Neale/);
  await page.getByText('An answer belongs to its attempt').waitFor();
  await page.getByText('cupcake').first().waitFor();
  await tabTo(page, 'button', /^Leave attempt 1 put away$/);
  await page.keyboard.press('Enter');
  await confirm(page, /^Leave it put away$/);
  await page.getByText('Nothing waits here.').waitFor();
}, 240_000);

test('an answer that the student gives while a teacher decides is not written over', async () => {
  const { url } = school.server;
  const { id, ticket } = await addStudent('Ida');
  const holder = await openDevice(url, ticket, 'holder');
  await send(holder, [given(1, 'bike', 1)], { baseSeq: 0, lastSeq: 1 });
  const other = await openDevice(url, ticket, 'other');
  expect(await send(other, [given(1, 'new jacket', 1)], { baseSeq: 0, lastSeq: 1 })).toBe('stranded');

  const { page } = desk;
  await openConsole(page);
  await openStudent(page, /Ida Neale/);
  await tabTo(page, 'radio', /bike/);
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'button', /^Decide 1 question$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('“new jacket” will count instead of “bike”').waitFor();
  await send(holder, [given(1, 'cupcake', 2)], { baseSeq: 1, lastSeq: 2 });
  await confirm(page, /^Decide$/);
  await page.getByRole('alert').filter({ hasText: 'nothing was changed' }).waitFor();
  await page.getByRole('radio', { name: 'Counts now cupcake' }).waitFor();
  expect((await counting(id))[0]).toBe('cupcake');

  await tabTo(page, 'button', /^Decide 1 question$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('“new jacket” will count instead of “cupcake”').waitFor();
  await confirm(page, /^Decide$/);
  await page.getByText('Nothing waits here.').waitFor();
  expect((await counting(id))[0]).toBe('new jacket');
}, 120_000);
