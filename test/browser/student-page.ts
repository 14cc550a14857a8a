/*
 * A student at the screen: finds things by role and name only, as the design fixes them, and remembers what it chose by the
 * words of the options, which the server's results are then compared with.
 */
import type { Page } from 'playwright-core';
import { drawn } from './drawn.ts';

/** What was chosen for a question of the exam, in words, by the number of the question on the screen. */
export type Chosen = Map<number, string[]>;

export const statusOf = (page: Page) => page.getByRole('status').filter({ hasText: /Saved on|Needs attention/ });

/**
 * Until all that was given is saved. That what was given before is saved is still said until what is new is drawn.
 *
 * @param where `this device` or `the server`; either, where it is left out
 */
export async function isSaved(page: Page, where = ''): Promise<void> {
  await drawn(page);
  await statusOf(page)
    .filter({ hasText: `Saved on ${where}` })
    .waitFor();
}

export async function signIn(page: Page, ticket: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Ticket' }).fill(ticket);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'My tests' }).waitFor();
}

/** The line of a test in My tests. */
export const testLine = (page: Page, examName: string) => page.getByRole('listitem').filter({ hasText: examName });

export async function getReady(page: Page, examName: string): Promise<void> {
  const line = testLine(page, examName);
  await line.getByRole('button', { name: 'Get ready for offline' }).click();
  await line.getByText('Ready for offline', { exact: true }).waitFor();
}

export async function goToQuestion(page: Page, n: number): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Questions' });
  await navigation.getByRole('button', { name: `Question ${n}`, exact: true }).click();
  await questionIsUp(page, n);
}

export async function questionIsUp(page: Page, n: number): Promise<void> {
  await page
    .getByText(new RegExp(`^Question ${n} of \\d+$`))
    .first()
    .waitFor();
  await page
    .getByRole('main')
    .locator('input:not(:disabled), textarea:not([readonly])')
    .first()
    .waitFor({ state: 'attached' });
}

/** Chooses by a rule that differs from question to question, and waits until the device says that it is saved. */
export async function answerQuestion(page: Page, n: number, chosen: Chosen): Promise<void> {
  await questionIsUp(page, n);
  const options = page.getByRole('main').locator('label:has(input[type=radio]), label:has(input[type=checkbox])');
  const count = await options.count();
  const multiple = (await page.getByRole('main').getByRole('checkbox').count()) > 0;
  const picks = multiple ? [n % count, (n + 1) % count] : [n % count];
  const words: string[] = [];
  for (const pick of picks) {
    const option = options.nth(pick);
    await option.click();
    words.push(plain((await option.locator('.text').textContent()) ?? ''));
  }
  chosen.set(n, words.sort());
  await isSaved(page);
}

/** What the open question shows as chosen. */
export async function shownAsChosen(page: Page): Promise<string[]> {
  const checked = page.getByRole('main').locator('label:has(input:checked) .text');
  return (await checked.allTextContents()).map(plain).sort();
}

export async function next(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next' }).click();
}

export async function submitTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review answers' }).click();
  await page.getByRole('button', { name: 'Submit test' }).click();
  await page.getByRole('dialog', { name: 'Submit test' }).getByRole('button', { name: 'Submit', exact: true }).click();
  await page.getByRole('heading', { name: 'Test submitted' }).waitFor();
}

/** A try that failed is followed by the next within a minute, and that one may come over a line that a test holds up. */
export const isReceived = (page: Page) =>
  page.getByText('Received by the server').first().waitFor({ timeout: 150_000 });

/** White space folded, so that markup does not matter. */
export const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Every row of one object store of the student app, CryptoKeys left out. */
export async function rowsOnDevice(page: Page, store: string): Promise<Array<Record<string, unknown>>> {
  return await page.evaluate(
    (name) =>
      new Promise<Array<Record<string, unknown>>>((resolve, reject) => {
        const opening = indexedDB.open('satchel');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction(name).objectStore(name).getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            const rows = reading.result as Array<Record<string, unknown>>;
            database.close();
            resolve(
              rows.map((row) =>
                Object.fromEntries(Object.entries(row).filter(([, value]) => !(value instanceof CryptoKey))),
              ),
            );
          };
        };
      }),
    store,
  );
}
