/*
 * Orders, pairs and gaps, answered with a mouse, a finger and keys alone. Oracle: the responses as DESIGN names them, written
 * here by hand; the score of right answers; and the device's own results, compared with the server's.
 */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PAIRS_RIGHT } from '../support/placing-answers.ts';
import { pairsExam } from '../support/placing-exam.ts';
import { finger, type Hand, keys, mouse, spot } from './hands.ts';
import { openSchool, type School } from './school.ts';
import { openRoom, type Room, type Seat, sit, type Task } from './sitting.ts';
import { testLine } from './student-page.ts';

let school: School;
let room: Room;
let seat: Seat;

beforeAll(async () => {
  school = await openSchool();
  room = await openRoom(school, pairsExam);
});
afterEach(() => seat?.leave());
afterAll(() => school.close());

const button = (within: Locator, name: string) =>
  within.getByRole('button', { name: new RegExp(`^${name}\\b`) }).first();

/** Brings each to its place, from the first on; says that the order is right where the shuffle has left nothing to do. */
async function arrange(hand: Hand, question: Locator, names: string[], [across, down]: [number, number]) {
  const rows = question.locator('.ordered .token');
  for (const [at, name] of names.entries()) {
    const there = (await rows.nth(at).textContent()) ?? '';
    if (there.startsWith(name)) continue;
    await hand.bring(button(question, name), rows.nth(at), across, down);
    await expect.poll(() => rows.nth(at).textContent()).toMatch(new RegExp(`^${name}`));
  }
  const confirm = question.getByRole('button', { name: 'This order is right' });
  if (await confirm.isVisible()) await hand.press(confirm);
}

/** A key that is pressed while the mouse holds something else: what it did is not undone by the drop. */
async function takeOutMeanwhile(question: Locator) {
  const { mouse, keyboard } = question.page();
  const ordered = question.locator('.ordered .token');
  await button(question, 'May').click();
  const august = await spot(button(question, 'August'));
  const to = await spot(ordered.first());
  await mouse.move(august.x, august.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await ordered.first().focus();
  await keyboard.press('Delete');
  await expect.poll(() => ordered.count()).toBe(0);
  await mouse.up();
  await expect.poll(() => ordered.allTextContents()).toEqual([expect.stringMatching(/^August/)]);
  await ordered.first().focus();
  await keyboard.press('Delete');
}

/** In the order of the exam. @param meanwhile what is done first where some are to be put in order */
const tasks = (hand: Hand, meanwhile?: (question: Locator) => Promise<void>): Task[] => [
  {
    item: 'days',
    response: PAIRS_RIGHT.days,
    answer: (question) => arrange(hand, question, ['Monday', 'Tuesday', 'Wednesday', 'Friday'], [0.5, 0.2]),
  },
  {
    item: 'sentence',
    response: PAIRS_RIGHT.sentence,
    answer: (question) => arrange(hand, question, ['The', 'dog', 'barks', 'loudly'], [0.2, 0.5]),
  },
  {
    item: 'months',
    response: PAIRS_RIGHT.months,
    async answer(question) {
      await meanwhile?.(question);
      await hand.press(button(question, 'March'));
      await hand.press(button(question, 'January'));
      await hand.bring(button(question, 'January'), button(question, 'March'), 0.5, 0.2);
    },
  },
  {
    item: 'animals',
    response: PAIRS_RIGHT.animals,
    async answer(question) {
      for (const [animal, eggs] of [
        ['Duck', 'Lays eggs'],
        ['Cow', 'Lays no eggs'],
        ['Turtle', 'Lays eggs'],
        ['A bat', 'Lays no eggs'],
      ] as const) {
        await hand.choose(question.getByRole('radiogroup', { name: animal }).getByRole('radio', { name: eggs }));
      }
    },
  },
  {
    item: 'capitals',
    response: PAIRS_RIGHT.capitals,
    async answer(question) {
      await hand.bring(button(question, 'Paris'), button(question, 'Italy'));
      await hand.bring(button(question, 'Rome'), button(question, 'Italy'));
      await hand.bring(button(question, 'Paris'), button(question, 'France'));
      await hand.bring(button(question, 'Oslo'), button(question, 'Norway'));
    },
  },
  {
    item: 'rhymes',
    response: PAIRS_RIGHT.rhymes,
    async answer(question) {
      await hand.bring(button(question, 'Hat'), button(question, 'Cat'));
      await hand.bring(button(question, 'House'), button(question, 'Mouse'));
      await hand.bring(button(question, 'Tree'), button(question, 'Bee'));
    },
  },
  {
    item: 'gaps',
    response: PAIRS_RIGHT.gaps,
    async answer(question) {
      await hand.bring(button(question, 'Summer'), button(question, 'Gap 1'));
      await hand.bring(button(question, 'Gap 1'), button(question, 'Gap 2'));
      await hand.bring(button(question, 'Autumn'), button(question, 'Gap 1'));
    },
  },
];

test('by mouse, offline: each order and pair is dragged, is there after a reload, and scores the same on both sides', async () => {
  seat = await room.sitDown('mouse');
  await sit(seat, school, pairsExam, tasks(mouse(seat.page), takeOutMeanwhile), 'reloads');
});

test('by finger, offline: by taps on a thing and its place, and by drags', async () => {
  seat = await room.sitDown('finger', { hasTouch: true });
  await sit(seat, school, pairsExam, tasks(finger(seat.page)));
});

test('by keys alone, offline', async () => {
  seat = await room.sitDown('keys');
  await sit(seat, school, pairsExam, tasks(keys(seat.page)));
});

test('nothing is wider than a narrow screen, whether or not something is held', async () => {
  seat = await room.sitDown('narrow');
  const { page } = seat;
  await testLine(page, pairsExam.name).getByRole('button', { name: 'Start test' }).click();
  for (const [at, { id }] of pairsExam.items.entries()) {
    await page
      .getByText(`Question ${at + 1} of`)
      .first()
      .waitFor();
    await page.getByRole('main').locator('fieldset').first().waitFor();
    const thing = page.getByRole('main').locator('.token').first();
    if (await thing.count()) await thing.click();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
    if (at + 1 < pairsExam.items.length) await page.getByRole('button', { name: 'Next' }).click();
  }
});
