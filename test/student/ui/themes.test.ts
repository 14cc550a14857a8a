/*
 * Oracle: WCAG 2.2, 1.4.3 and 1.4.11, over the colours as the style sheet has them: 4.5:1 for text, 3:1 for outlines that mean
 * something and for the focus ring.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const css = readFileSync(fileURLToPath(new URL('../../../src/student/ui/themes.css', import.meta.url)), 'utf8');

type Colours = Record<string, string>;

/** The custom properties of the block behind a selector. */
function block(selector: string): Colours {
  const [, body] = css.split(`${selector} {`);
  if (body === undefined) throw new Error(`no ${selector}`);
  const declarations = body.slice(0, body.indexOf('}')).matchAll(/--([a-z0-9-]+):\s*([^;]+);/g);
  return Object.fromEntries([...declarations].map(([, name, value]) => [name, value]));
}

/** The colours of one side of each pair; what is no pair is the same on both. */
function side(name: 'light' | 'dark'): Colours {
  const { light: _light, dark: _dark, ...colours } = block(':root');
  const paired = (value: string) => new RegExp(`var\\(--${name}, ([^)]+)\\)`).exec(value)?.[1] ?? value;
  return Object.fromEntries(Object.entries(colours).map(([colour, value]) => [colour, paired(value)]));
}

const light = side('light');
const themes: Record<string, Colours> = {
  light,
  dark: side('dark'),
  contrast: { ...light, ...block('[data-theme="contrast"]') },
  yellow: { ...light, ...block('[data-theme="yellow"]') },
};

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it('contrast is measured as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

it('a device that is dark is drawn as who chooses dark is', () => {
  const dark = block('[data-theme="dark"]');
  expect(dark).toEqual({ light: ' ', dark: 'initial' });
  expect(block(':root:not([data-theme])')).toEqual(dark);
});

const GROUNDS = ['paper', 'sheet'];
const TEXT = [
  ...GROUNDS.flatMap((ground) => ['ink', 'ink-2', 'leather', 'green', 'amber', 'berry'].map((text) => [text, ground])),
  ['ink', 'leather-wash'],
  ['ink', 'green-wash'],
  ['ink', 'amber-wash'],
  ['ink', 'berry-wash'],
  ['leather', 'leather-wash'],
  ['green', 'green-wash'],
  ['berry', 'berry-wash'],
  ['paper', 'ink'],
  ['paper', 'ink-2'],
  ['sheet', 'green'],
  ['on-loud', 'loud'],
];
const LINES = GROUNDS.flatMap((ground) =>
  ['edge', 'leather', 'green', 'amber', 'berry', 'focus'].map((line) => [line, ground]),
);

describe.each(Object.entries(themes))('%s', (name, colours) => {
  const ratio = ([one = '', other = '']: string[]) => contrast(colours[one] ?? '', colours[other] ?? '');

  it('has every colour as six digits', () => {
    const drawn = Object.keys(light).filter((colour) => colour !== 'behind-pictures');
    expect(drawn.filter((colour) => !/^#[0-9a-f]{6}$/.test(colours[colour] ?? ''))).toEqual([]);
  });

  it('holds 4.5:1 for text', () => {
    const weak = TEXT.filter((pair) => ratio(pair) < 4.5);
    expect(weak.map((pair) => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`)).toEqual([]);
  });

  it('holds 3:1 for outlines and for the focus ring', () => {
    const weak = LINES.filter((pair) => ratio(pair) < 3);
    expect(weak.map((pair) => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`)).toEqual([]);
  });

  it('shows the focus against what it surrounds', () => {
    const surrounded = ['sheet', 'paper', 'green-wash', 'amber-wash', 'leather-wash'];
    expect(surrounded.filter((ground) => ratio(['focus', ground]) < 3)).toEqual([]);
  });

  if (name === 'contrast' || name === 'yellow') {
    it('holds 7:1 for all text', () => {
      const weak = TEXT.filter((pair) => ratio(pair) < 7);
      expect(weak.map((pair) => `${pair.join(' on ')}: ${ratio(pair).toFixed(2)}`)).toEqual([]);
    });
  }
});
