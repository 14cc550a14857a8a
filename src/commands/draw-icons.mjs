/*
 * Draws the PNG icons of the manifest from public/icon.svg. Run by hand when the drawing changes: the results are kept in
 * the repository, so that a build needs no browser.
 */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { requireBrowser } from './browser.mjs';
import { fromRoot } from './paths.mjs';

const PAPER = '#fbf8f2';

/**
 * `drawn` is the part of the edge that the drawing takes. What a maskable icon needs to show lies in a circle of 80 % of the
 * edge, whose inner square is 56 %.
 */
const ICONS = [
  { file: 'icon-192.png', size: 192, drawn: 1, background: 'transparent' },
  { file: 'icon-512.png', size: 512, drawn: 1, background: 'transparent' },
  { file: 'icon-maskable-192.png', size: 192, drawn: 0.72, background: PAPER },
  { file: 'icon-maskable-512.png', size: 512, drawn: 0.72, background: PAPER },
];

const source = Buffer.from(readFileSync(fromRoot('public', 'icon.svg'))).toString('base64');
const browser = await chromium.launch({
  executablePath: await requireBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const { file, size, drawn, background } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}">
       <img src="data:image/svg+xml;base64,${source}" width="${size * drawn}" height="${size * drawn}" alt="">`,
  );
  await page.screenshot({ path: fromRoot('public', file), omitBackground: true });
}
await browser.close();
