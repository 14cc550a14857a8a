/* All screens that can be put up over sample rows, by name. */
import type { SampleScreens } from './sample-screens.ts';

/** Puts one state of the screens up. */
export async function showScreen({ page, put }: SampleScreens, name: string): Promise<void> {
  await put(LOADED[name] ?? name);
  const press = (button: string) => page.getByRole('button', { name: button, exact: true }).first().click();
  if (name === 'refused') {
    await page.getByRole('textbox').fill('AAAA-AAAA');
    await press('Sign in');
    await page.getByText('This ticket does not match').waitFor();
  }
  if (name === 'settings') await press('Settings');
  if (name === 'shortcuts') await page.keyboard.press('?');
  if (name === 'dialog') await press('Submit test');
  if (name === 'full') await page.getByRole('radio').first().click();
  if (name === 'mistaken') await page.getByText('Submitted by mistake?').click();
  if (name === 'received') await press('See the answers');
  if (name === 'tests') await press('Get ready for offline');
  if (name === 'practised') {
    await press('Review answers');
    await press('Submit test');
    await press('Submit');
    await page.getByRole('heading', { name: 'Practice finished' }).waitFor();
  }
  // With one thing in the hand, where things are moved.
  const thing = page.getByRole('main').locator('.token, .area');
  if (name.startsWith('kind-')) {
    await page.locator('.questions :is(fieldset, input, button:not(.flag), textarea)').first().waitFor();
    if (await thing.count()) await thing.first().click();
  }
  for (const part of PARTS[name] ?? []) await page.locator(part).first().waitFor();
  await page.waitForFunction(
    () => !document.querySelector('.picture[aria-busy]') && [...document.images].every(({ complete }) => complete),
  );
}

/** Screens that another one leads to. */
const LOADED: Record<string, string> = {
  refused: 'sign-in',
  settings: 'item',
  shortcuts: 'kind-plank',
  practised: 'kind-plank',
};

/** What comes after the rest of a screen. */
const PARTS: Record<string, string[]> = {
  'tools-plank': ['.cross-out', '.highlighter', '.calculator', '.referenceSheet .sheet', '.readAloud'],
  'line-plank': ['.line-reader'],
  'basic-plank': ['.calculator'],
};

export const ITEM_SCREENS = [
  'first',
  'item',
  'torn',
  'clock',
  'several',
  'pictures',
  'two',
  'last',
  'full',
  'elsewhere',
  'behind',
  'many',
  'rtl',
];
export const OTHER_SCREENS = [
  'sign-in',
  'refused',
  'wiped',
  'check',
  'tests',
  'no-tests',
  'update',
  'review',
  'review-all',
  'review-behind',
  'dialog',
  'left',
  'submitted',
  'mistaken',
  'received',
  'settings',
  'shortcuts',
  'practised',
];
/** One of each kind of question, as the practice test has them. */
export const KINDS = [
  ...['watering', 'jump', 'plant', 'height', 'grow', 'homes', 'rhymes', 'seasons', 'bell'],
  ...['home', 'door', 'walk', 'paths', 'parts', 'put'],
].map((item) => `kind-${item}`);
/** All tools at once, but for the line reader; that one; and the smaller calculator. */
export const TOOLS = ['tools-plank', 'line-plank', 'basic-plank'];
