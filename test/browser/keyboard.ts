import type { Page } from 'playwright-core';

/** Tabs until the focus is on what has this role and name. */
export async function tabTo(
  page: Page,
  role: 'button' | 'checkbox' | 'link' | 'radio' | 'textbox',
  name: RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name });
  // Keys that come before it is drawn lead nowhere.
  await wanted.first().waitFor({ state: 'attached' });
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await wanted.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement));
    if (focused) return;
  }
  throw new Error(`Tab never reaches the ${role} ${name}`);
}
