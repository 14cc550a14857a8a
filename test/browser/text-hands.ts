/*
 * Three ways to answer what is typed, slid or chosen in a text: with a mouse, with a finger, and with the keyboard alone.
 * Controls are found by role and name, as the design fixes them.
 */
import type { Locator, Page } from 'playwright-core';

export interface Hand {
  press(control: Locator): Promise<void>;
  /** In a native menu. Its list is the system's, and out of a test's reach: with a pointer the choice itself is simulated. */
  pick(menu: Locator, words: string): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  slide(slider: Locator, value: number): Promise<void>;
}

export const byMouse = (page: Page): Hand => ({
  press: (control) => control.click(),
  pick: async (menu, words) => void (await menu.selectOption(words)),
  async write(field, text) {
    await field.click();
    await page.keyboard.type(text);
  },
  async slide(slider, value) {
    const { x, y } = await spotOf(slider, value);
    await page.mouse.click(x, y);
  },
});

export const byTouch = (page: Page): Hand => ({
  press: (control) => control.tap(),
  pick: async (menu, words) => void (await menu.selectOption(words)),
  async write(field, text) {
    await field.tap();
    // As the keyboard on a screen does it: words at a time, without keys.
    await page.keyboard.insertText(text);
  },
  async slide(slider, value) {
    const { x, y } = await spotOf(slider, value);
    await page.touchscreen.tap(x, y);
  },
});

export const byKeyboard = (page: Page): Hand => ({
  async press(control) {
    const isRadio = (await control.getAttribute('type')) === 'radio';
    await tabTo(page, control, isRadio);
    if (!isRadio)
      return page.keyboard.press((await control.evaluate((one) => one.tagName)) === 'INPUT' ? 'Space' : 'Enter');
    for (let presses = 0; presses < 20; presses++) {
      if (await isFocused(control)) break;
      await page.keyboard.press('ArrowDown');
    }
    if (!(await control.isChecked())) await page.keyboard.press('Space');
  },
  async pick(menu, words) {
    await tabTo(page, menu);
    for (let presses = 0; presses < 20; presses++) {
      if ((await menu.locator('option:checked').textContent()) === words) return;
      await page.keyboard.press('ArrowDown');
    }
    throw new Error(`no arrow leads to ${words}`);
  },
  async write(field, text) {
    await tabTo(page, field);
    await page.keyboard.type(text);
  },
  async slide(slider, value) {
    await tabTo(page, slider);
    await page.keyboard.press('Home');
    for (let presses = 0; presses < 50; presses++) {
      if (Number(await slider.inputValue()) === value) return;
      await page.keyboard.press('ArrowRight');
    }
    throw new Error(`no arrow leads to ${value}`);
  },
});

const isFocused = (control: Locator) => control.evaluate((one) => one === document.activeElement);

/** @param group any radio of the same group will do: Tab stops once in a group */
export async function tabTo(page: Page, control: Locator, group = false): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    const isThere = await control.evaluate((one, anyOfGroup) => {
      const { activeElement } = document;
      const name = one.getAttribute('name');
      return one === activeElement || (anyOfGroup && name !== null && activeElement?.getAttribute('name') === name);
    }, group);
    if (isThere) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${control}`);
}

/** Where a value stands on a slider, standing or lying. */
async function spotOf(slider: Locator, value: number): Promise<{ x: number; y: number }> {
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (!box) throw new Error('the slider is not drawn');
  const [min, max, thumb] = await slider.evaluate((one) => {
    const { min, max } = one as HTMLInputElement;
    return [Number(min), Number(max), 1.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)];
  });
  const along = (value - (min ?? 0)) / ((max ?? 1) - (min ?? 0));
  const length = Math.max(box.width, box.height) - (thumb ?? 0);
  const at = (thumb ?? 0) / 2 + along * length;
  return box.width > box.height
    ? { x: box.x + at, y: box.y + box.height / 2 }
    : { x: box.x + box.width / 2, y: box.y + box.height - at };
}
