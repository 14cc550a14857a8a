/*
 * Questions about a picture, answered with a mouse, a finger and keys alone. Oracle: the responses as DESIGN names them,
 * written here by hand; points by the areas that score them; and the device's own results, compared with the server's.
 */
import type { Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { GRAPHIC_RIGHT } from '../support/placing-answers.ts';
import { graphicExam } from '../support/placing-exam.ts';
import { finger, type Hand, keys, mouse } from './hands.ts';
import { openSchool, type School } from './school.ts';
import { openRoom, type Room, type Seat, sit, type Task } from './sitting.ts';
import { isReceived, isSaved, submitTest, testLine } from './student-page.ts';

let school: School;
let room: Room;
let seat: Seat;

beforeAll(async () => {
  school = await openSchool();
  room = await openRoom(school, graphicExam);
});
afterEach(() => seat?.leave());
afterAll(() => school.close());

const button = (within: Locator, name: string) => within.getByRole('button', { name: new RegExp(`^${name}`) }).first();
const surface = (question: Locator) => button(question, 'Cross');

/** In the order of the exam. */
const tasks = (hand: Hand): Task[] => [
  {
    item: 'island',
    response: GRAPHIC_RIGHT.island,
    async answer(question) {
      await hand.press(button(question, 'Red island'));
      await hand.press(button(question, 'Green island'));
    },
  },
  {
    item: 'trip',
    response: GRAPHIC_RIGHT.trip,
    async answer(question) {
      for (const island of ['Green', 'Red', 'Sand']) await hand.press(button(question, `${island} island`));
      await hand.press(button(question, 'Move Sand island up'));
    },
  },
  {
    item: 'ferries',
    response: GRAPHIC_RIGHT.ferries,
    async answer(question) {
      await hand.bring(button(question, 'Sand island'), button(question, 'Green island'));
      await hand.bring(button(question, 'Red island'), button(question, 'Area 4'));
    },
  },
  {
    item: 'leaf',
    response: GRAPHIC_RIGHT.leaf,
    async answer(question) {
      await hand.bring(button(question, 'Stalk'), button(question, 'the green face'));
      await hand.bring(button(question, 'the green face'), button(question, 'where the leaf is held'));
      await hand.bring(button(question, 'Blade'), button(question, 'the green face'));
    },
  },
  {
    item: 'point',
    response: null,
    async answer(question) {
      await hand.point(surface(question), { x: 300, y: 150 });
      await hand.point(surface(question), { x: 140, y: 240 });
    },
  },
  {
    item: 'boats',
    response: null,
    async answer(question) {
      await hand.point(surface(question), { x: 440, y: 70 });
      await hand.point(surface(question), { x: 190, y: 80 });
    },
  },
];

test('by mouse, offline: each is there after a reload, and scores the same on both sides', async () => {
  seat = await room.sitDown('mouse');
  await sit(seat, school, graphicExam, tasks(mouse(seat.page)), 'reloads');
});

test('answers that are looked back at are on their pictures, and can be changed no more', async () => {
  seat = await room.sitDown('back');
  const { page } = seat;
  await testLine(page, graphicExam.name).getByRole('button', { name: 'Start test' }).click();
  await button(page.getByRole('main'), 'Red island').click();
  await isSaved(page);
  await submitTest(page);
  await isReceived(page);
  await page.getByRole('button', { name: 'See the answers' }).click();
  const picture = (name: string) => page.getByRole('group', { name, exact: true }).first();
  for (const [name, island] of [
    ['Your answer', 'Red island'],
    ['Correct answer', 'Green island'],
  ] as const) {
    const chosen = picture(name).getByRole('button', { pressed: true });
    await expect.poll(() => chosen.allTextContents(), { message: name }).toEqual([island]);
    expect(await chosen.isDisabled(), name).toBe(true);
  }
});

test('by finger, offline: by taps, and by drags', async () => {
  seat = await room.sitDown('finger', { hasTouch: true });
  await sit(seat, school, graphicExam, tasks(finger(seat.page)));
});

test('by keys alone, offline', async () => {
  seat = await room.sitDown('keys');
  await sit(seat, school, graphicExam, tasks(keys(seat.page)));
});

test('nothing is wider than a narrow screen, and a small picture is dragged to its place', async () => {
  seat = await room.sitDown('narrow');
  const { page } = seat;
  await testLine(page, graphicExam.name).getByRole('button', { name: 'Start test' }).click();
  const main = page.getByRole('main');
  for (const [at, { id }] of graphicExam.items.entries()) {
    await page
      .getByText(`Question ${at + 1} of`)
      .first()
      .waitFor();
    await main.locator('.area, .surface').first().click();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), id).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1280, height: 800 });
    if (at + 1 < graphicExam.items.length) await page.getByRole('button', { name: 'Next' }).click();
  }
  const picture = button(main, 'Cross');
  await mouse(page).bring(button(main, 'A boat'), picture, 0.25, 0.25);
  await main.getByText('120 across, 80 down').first().waitFor();
  await mouse(page).bring(main.locator('.pin').last(), picture, 0.5, 0.25);
  await main.getByText('240 across, 80 down').first().waitFor();
});
