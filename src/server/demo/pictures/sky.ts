import { picture } from '../author.ts';

const sun = (x: number, y: number) =>
  `<circle cx="${x}" cy="${y}" r="15" fill="#f1b552" stroke="#9a5b00" stroke-width="2"/>`;
const stick = (x: number) => `<path d="M${x} 176V116" stroke="#8a4b2a" stroke-width="6" stroke-linecap="round"/>`;
/** A shadow on the ground, from the stick at `x` to `end`. */
const shadow = (x: number, end: number) =>
  `<path d="M${x} 178H${end}" stroke="#535c6e" stroke-width="7" stroke-linecap="round"/>`;
const time = (x: number, text: string) => `<text x="${x}" y="208" text-anchor="middle">${text}</text>`;

/** The Sun stands on the line from the end of each shadow over the tip of its stick. */
export const shadows = picture(
  'noon-shadow',
  560,
  224,
  `<path d="M16 181H544" stroke="#535c6e" stroke-width="2"/><path d="M190 16V208M370 16V208" stroke="#d9d2c3" stroke-width="2"/>
   ${sun(158, 79)}${stick(110)}${shadow(110, 30)}${time(110, '9 a.m.')}
   ${sun(296, 45)}${stick(280)}${shadow(280, 266)}${time(280, 'noon')}
   ${sun(402, 79)}${stick(450)}${shadow(450, 530)}${time(450, '3 p.m.')}`,
);

const DARK = '#535c6e';
const BRIGHT = '#fdf0d8';
const moon = (x: number, fill: string) =>
  `<circle cx="${x}" cy="76" r="42" fill="${fill}" stroke="#1d2433" stroke-width="2"/>`;
const label = (x: number, text: string) => `<text x="${x}" y="148" text-anchor="middle">${text}</text>`;

export const moonPhases = picture(
  'moon-phases',
  480,
  168,
  `${moon(66, DARK)}${label(66, '1')}
   ${moon(182, DARK)}<path d="M182 35a41 41 0 0 1 0 82z" fill="${BRIGHT}"/>${label(182, '2')}
   ${moon(298, BRIGHT)}${label(298, '3')}
   <circle cx="414" cy="76" r="42" fill="none" stroke="#1d2433" stroke-width="2" stroke-dasharray="6 6"/>
   <text x="414" y="90" text-anchor="middle" font-size="40">?</text>${label(414, '4')}`,
);
