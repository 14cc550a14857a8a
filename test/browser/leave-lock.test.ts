/*
 * A test that locks when its student is elsewhere. Oracle: what is on the screen, in a browser that really hides the page, and
 * what can be reached by keys; the code opens it without a network, after a reload too, and no answer is gone.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { choiceExam, createSession, putExam } from '../support/wire-client.ts';
import { openSchool, type School } from './school.ts';
import { getReady, isSaved, rowsOnDevice, signIn, testLine } from './student-page.ts';

const CODE = 'K7QM-4XRT-9B';

let school: School;
beforeAll(async () => {
  school = await openSchool();
});
afterAll(() => school.close());

test('a student who was elsewhere goes on with the code of the teacher, offline, and with every answer; the list of tests is elsewhere too', async () => {
  const { url } = school.server;
  const exam = choiceExam(3);
  const configId = await putExam(url, 'locked', exam, { lockOnLeave: true, proctorCode: CODE });
  const { ticket } = await createSession(url, configId, 'ada');
  const { context, page } = await school.openBrowser();
  await page.goto(school.network.url);
  await signIn(page, ticket);
  await getReady(page, exam.name);
  await school.network.cut();
  await testLine(page, exam.name).getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('main').getByRole('radio').nth(1).click();
  await isSaved(page, 'this device');

  // Playwright tells every page that it has the focus; a browser does not.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const elsewhere = await context.newPage();
  await elsewhere.bringToFront();
  // A page that nobody sees has no frames to ask in.
  const isLeft = () => document.visibilityState === 'hidden' || !document.hasFocus();
  await page.waitForFunction(isLeft, undefined, { polling: 100 });
  const lock = page.getByRole('dialog', { name: 'You left the test' });
  await lock.waitFor();
  await elsewhere.close();
  await page.bringToFront();

  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  // The browser closes it all the same, and it is opened again with the event that tells of that.
  await lock.waitFor();
  await page.reload();
  await lock.waitFor();
  await page.getByRole('textbox', { name: 'Your teacher’s code' }).fill('K7QM-4XRT-9C');
  await page.keyboard.press('Enter');
  await lock.getByRole('alert').filter({ hasText: 'does not match' }).waitFor();
  // The bar that it stands in keeps to itself what it leaves out on a phone.
  await page.setViewportSize({ width: 360, height: 640 });
  await lock.getByText('Ask your teacher to type the code').waitFor();
  await lock.getByRole('alert').filter({ hasText: 'does not match' }).waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('textbox', { name: 'Your teacher’s code' }).fill('k7qm 4xrt 9b');
  await page.keyboard.press('Enter');
  await lock.waitFor({ state: 'hidden' });
  expect(await page.getByRole('main').getByRole('radio').nth(1).isChecked()).toBe(true);
  await page.getByRole('main').getByRole('radio').nth(2).click();
  await isSaved(page, 'this device');

  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Back to the test' }).click();
  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Leave for now' }).click();
  await expect.poll(async () => (await rowsOnDevice(page, 'runs'))[0]?.left).toMatchObject({ isLocked: true });
  await testLine(page, exam.name).getByRole('button', { name: 'Continue' }).click();
  await lock.waitFor();
}, 120_000);
