/* One student of an exam that was put by an integrator, at the screen from the ticket to the receipt. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AuthoredExam } from '../../src/shared/contract/exam.ts';
import type { Response } from '../../src/shared/contract/response.ts';
import { createSession, getSession, putExam } from '../support/wire-client.ts';
import type { School } from './school.ts';
import { getReady, isReceived, isSaved, rowsOnDevice, signIn, submitTest, testLine } from './student-page.ts';

export interface Room {
  /** A student of their own at a device of their own. */
  sitDown(student: string, device?: { hasTouch: boolean }): Promise<Seat>;
  close(): Promise<void>;
}
export interface Seat {
  page: Page;
  session: { id: string; ticket: string };
  leave(): Promise<void>;
}

/** Puts the exam: its options shuffled, so that a position taken for an index fails, and scored on the device when submitted. */
export async function openRoom(school: School, exam: AuthoredExam): Promise<Room> {
  const { url } = school.server;
  const config = {
    keyRelease: 'submit',
    shuffleOptions: true,
    showScoreOnComplete: true,
    showCorrectAnswersOnComplete: true,
  };
  const configId = await putExam(url, 'sitting', exam, config);
  const { context } = await school.openBrowser();
  return {
    async sitDown(student, device) {
      const session = await createSession(url, configId, student);
      const own = await context.browser()?.newContext({ viewport: { width: 1280, height: 800 }, ...device });
      if (!own) throw new Error('the browser is gone');
      const page = await own.newPage();
      await page.goto(school.network.url);
      await signIn(page, session.ticket);
      await getReady(page, exam.name);
      return { page, session, leave: () => own.close() };
    },
    close: () => school.close(),
  };
}

/** Each item's question, answered by one hand, and what the server has to hold of it then; null where only the score counts. */
export interface Task {
  item: string;
  answer(question: Locator): Promise<void>;
  response: Response | null;
}

/** What is on the screen as the answer, without what was said of it. */
async function shown(page: Page): Promise<string> {
  const parts = await page
    .getByRole('main')
    .locator('.ordered, .rows, .targets, .pair-list, .gap-text, .areas, .points')
    .all();
  return (await Promise.all(parts.map((part) => part.ariaSnapshot()))).join('\n');
}

const isUp = (page: Page, n: number) =>
  page
    .getByText(new RegExp(`^Question ${n} of`))
    .first()
    .waitFor();

/**
 * Takes the test without a network, and submits it; then the network comes back. Expects the server to hold what was answered, and
 * both to score it the same: everything right.
 *
 * @param reloads once more behind the last answer, and the screen is to show the same after that. What it shows rests on the
 * answers, which are the same by whatever hand: one hand of an exam is enough.
 */
export async function sit(
  seat: Seat,
  school: School,
  exam: AuthoredExam,
  tasks: Task[],
  reloads: 'reloads' | null = null,
): Promise<void> {
  let isCut = true;
  await school.network.cut();
  const restore = async () => {
    if (isCut) await school.network.restore();
    isCut = false;
  };
  try {
    await take(seat, { exam, tasks, reloads: reloads !== null, restore, url: school.server.url });
  } finally {
    await restore();
  }
}

interface Sitting {
  exam: AuthoredExam;
  tasks: Task[];
  reloads: boolean;
  url: string;
  restore(): Promise<void>;
}

const runOf = async (page: Page, id: string) =>
  (await rowsOnDevice(page, 'runs')).find(({ sessionId }) => sessionId === id);

async function take({ page, session }: Seat, { exam, tasks, reloads, url, restore }: Sitting): Promise<void> {
  await testLine(page, exam.name).getByRole('button', { name: 'Start test' }).click();

  const before: string[] = [];
  for (const [at, { item, answer }] of tasks.entries()) {
    await isUp(page, at + 1);
    const question = page.getByRole('main');
    await question.locator('fieldset').first().waitFor();
    await answer(question).catch((cause) => {
      throw new Error(`${item} could not be answered`, { cause });
    });
    // What was pressed last is on the screen by then.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
    await isSaved(page, 'this device');
    if (reloads) before.push(await shown(page));
    if (at + 1 < tasks.length) await page.getByRole('button', { name: 'Next' }).click();
  }

  if (reloads) {
    // Where the student is is kept behind the answer, in a transaction of its own.
    const placeKept = async () => (await runOf(page, session.id))?.view;
    await expect.poll(placeKept).toMatchObject({ itemId: tasks.at(-1)?.item });
    await page.reload();
  }
  for (const at of reloads ? [...tasks.keys()].reverse() : []) {
    await isUp(page, at + 1);
    await page.getByRole('main').locator('fieldset').first().waitFor();
    await expect.poll(() => shown(page), { message: `${tasks[at]?.item} after the reload` }).toBe(before[at]);
    if (at > 0) await page.getByRole('button', { name: 'Previous' }).click();
  }

  await submitTest(page);
  await page.getByText('Waiting to upload').first().waitFor();
  const run = await runOf(page, session.id);
  expect(run?.provisional).toMatchObject({ points: { isScorable: true } });
  await restore();
  await isReceived(page);

  const held = await getSession(url, session.id);
  for (const { item, response } of tasks) {
    if (response) expect(held.responses?.[item], item).toEqual({ q: response });
  }
  expect(held.results).toEqual(run?.provisional);
  expect(held.results?.items.map(({ id, score }) => [id, score.actual === score.max])).toEqual(
    tasks.map(({ item }) => [item, true]),
  );
}
