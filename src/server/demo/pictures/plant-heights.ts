import { picture } from '../author.ts';

/** Average height in centimeters after three weeks, by hours of light a day. */
const HEIGHTS: Array<[hours: number, centimeters: number]> = [
  [2, 6],
  [4, 11],
  [6, 17],
  [8, 22],
];

/** A centimeter is 8 units, and the ground line lies at y 230. */
const y = (centimeters: number) => 230 - centimeters * 8;

const grid = [0, 5, 10, 15, 20, 25]
  .map(
    (value) =>
      `<path d="M70 ${y(value)}H440" stroke="${value === 0 ? '#1d2433' : '#d9d2c3'}" stroke-width="${value === 0 ? 2 : 1}"/>
       <text x="60" y="${y(value) + 5}" text-anchor="end">${value}</text>`,
  )
  .join('');

const bars = HEIGHTS.map(([hours, centimeters], at) => {
  const x = 92 + at * 88;
  return `<rect x="${x}" y="${y(centimeters)}" width="52" height="${centimeters * 8}" fill="#0b6b63"/>
    <text x="${x + 26}" y="${y(centimeters) - 8}" text-anchor="middle" font-weight="600">${centimeters}</text>
    <text x="${x + 26}" y="252" text-anchor="middle">${hours} h</text>`;
}).join('');

export const plantHeights = picture(
  'plant-heights',
  460,
  290,
  `${grid}${bars}<text x="255" y="278" text-anchor="middle">hours of light each day</text>
   <text x="24" y="130" text-anchor="middle" transform="rotate(-90 24 130)">height (cm)</text>`,
);
