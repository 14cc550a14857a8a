/* What can be seen of a screen, measured from what the browser made of its style sheets. */
import type { Page } from 'playwright-core';

export interface Ratios {
  text: number;
  /** Of 24 px and more, or bold from 18.66 px on. */
  largeText: number;
  line: number;
}

/** WCAG 2.2, 1.4.3 and 1.4.11; and 1.4.6 for who chose a theme for its contrast. */
export const AA: Ratios = { text: 4.5, largeText: 3, line: 3 };
export const AAA: Ratios = { text: 7, largeText: 4.5, line: 3 };

/** Every text, and every outline that tells what a thing is or how it stands, that is too faint on what lies behind it. */
export const weakContrast = (page: Page, ratios: Ratios): Promise<string[]> =>
  page.evaluate(({ text, largeText, line }) => {
    type Colour = [red: number, green: number, blue: number, alpha: number];
    const LINES =
      'input, textarea, select, .option, .letter, .thread, .pick, .check-mark, .status-mark, .flag-mark, .token, .place';
    /** Or text of what cannot be used now, of which WCAG asks nothing. */
    const NO_TEXT = 'svg, script, style, option, :disabled, [aria-disabled="true"]';
    const parse = (css: string): Colour => {
      const [red = 0, green = 0, blue = 0, alpha = 1] = css.match(/[\d.]+/g)?.map(Number) ?? [];
      return [red, green, blue, alpha];
    };
    const over = ([r, g, b, a]: Colour, [red, green, blue]: Colour, opacity = 1): Colour => {
      const share = a * opacity;
      const mix = (front: number, back: number) => front * share + back * (1 - share);
      return [mix(r, red), mix(g, green), mix(b, blue), 1];
    };
    const ground = (element: Element | null): Colour => {
      if (!element) return [255, 255, 255, 1];
      const own = parse(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? own : over(own, ground(element.parentElement));
    };
    const opacity = (element: Element | null): number =>
      element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
    /** WCAG 2.2, "relative luminance". */
    const luminance = ([red, green, blue]: Colour) => {
      const linear = [red, green, blue].map((part) =>
        part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const ratio = (one: Colour, other: Colour) => {
      const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light + 0.05) / (dark + 0.05);
    };
    const found: string[] = [];
    const hold = (what: string, least: number, front: Colour, back: Colour) => {
      const held = ratio(front, back);
      if (held < least) found.push(`${what}: ${held.toFixed(2)} of ${least}`);
    };
    const isShown = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    };
    const room = document.querySelector('dialog:modal') ?? document.body;

    const walker = document.createTreeWalker(room, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const words = node.textContent?.trim() ?? '';
      if (!element || words === '' || !isShown(element) || element.closest(NO_TEXT)) continue;
      const { color, fontSize, fontWeight } = getComputedStyle(element);
      const size = Number.parseFloat(fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
      const back = ground(element);
      hold(`“${words.slice(0, 40)}”`, isLarge ? largeText : text, over(parse(color), back, opacity(element)), back);
    }
    const WRITTEN = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select';
    for (const field of room.querySelectorAll(WRITTEN)) {
      if (!isShown(field) || !(field instanceof HTMLElement)) continue;
      const { color } = getComputedStyle(field);
      hold(`what is in ${field.tagName}`, text, parse(color), ground(field));
      const hint = getComputedStyle(field, '::placeholder');
      if (field.hasAttribute('placeholder')) {
        const front = over(parse(hint.color), ground(field), Number(hint.opacity));
        hold(`placeholder of ${field.tagName}`, text, front, ground(field));
      }
    }
    for (const element of room.querySelectorAll(LINES)) {
      if (!isShown(element) || element.matches(':has(:disabled), :disabled, :disabled + *')) continue;
      const style = getComputedStyle(element);
      const sides = (['Top', 'Right', 'Bottom', 'Left'] as const).filter(
        (side) => style[`border${side}Style`] !== 'none' && Number.parseFloat(style[`border${side}Width`]) > 0,
      );
      const back = ground(element.parentElement);
      // One side that stands out is enough to see where it is; a fill does as well.
      const best = sides.map((side) => ratio(over(parse(style[`border${side}Color`]), back), back));
      const filled = ratio(ground(element), back);
      if (sides.length > 0 && Math.max(filled, ...best) < line && parse(style.borderTopColor)[3] > 0) {
        found.push(`the line of ${element.className || element.tagName}: ${Math.max(...best).toFixed(2)} of ${line}`);
      }
    }
    return [...new Set(found)];
  }, ratios);

/** What moves, or would move by itself: durations of transitions and animations that are not 0, and scrolling that takes time. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seconds = (css: string) => css.split(',').some((one) => Number.parseFloat(one) > 0);
    const found = document.getAnimations().filter((one) => {
      const { duration = 0 } = one.effect?.getComputedTiming() ?? {};
      return Number(duration) > 0;
    });
    const names = found.map((one) => `moves now: ${(one.effect as KeyframeEffect | null)?.target?.className}`);
    for (const element of document.querySelectorAll('*')) {
      for (const part of [undefined, '::before', '::after']) {
        const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element, part);
        const isStill = !seconds(transitionDuration) && !seconds(animationDuration) && scrollBehavior !== 'smooth';
        if (!isStill) names.push(`would move: ${element.tagName}.${element.className}${part ?? ''}`);
      }
    }
    return [...new Set(names)];
  });

/** What lies beyond the edges of the window, but for what scrolls by itself. */
export const beyond = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (one: Element | null): boolean =>
      one !== null && (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
    const found = [...document.body.querySelectorAll('*')].filter((one) => {
      const { left, right, width, height } = one.getBoundingClientRect();
      if (width <= 1 || height <= 1 || (left >= -1 && right <= innerWidth + 1)) return false;
      return one.checkVisibility() && !scrolls(one.parentElement);
    });
    const outside = found.map((one) => `${one.tagName} ${one.className}`);
    return document.documentElement.scrollWidth > innerWidth ? [...outside, 'the page scrolls sideways'] : outside;
  });
