import { picture } from '../author.ts';

type Dot = [x: number, y: number];

const box = (x: number, number: number) =>
  `<rect x="${x}" y="20" width="130" height="130" rx="4" fill="#fbf8f2" stroke="#1d2433" stroke-width="2"/>
   <text x="${x + 65}" y="178" text-anchor="middle" font-size="18" font-weight="600">${number}</text>`;
const dots = (x: number, all: Dot[]) =>
  all.map(([dx, dy]) => `<circle cx="${x + dx}" cy="${20 + dy}" r="8" fill="#0b6b63"/>`).join('');

const SOLID: Dot[] = [84, 102, 120].flatMap((y) => [29, 47, 65, 83, 101].map((x): Dot => [x, y]));
const GAS: Dot[] = [
  [20, 24],
  [68, 16],
  [112, 40],
  [44, 66],
  [94, 88],
  [22, 110],
  [70, 114],
];
const LIQUID: Dot[] = [
  [11, 120],
  [30, 118],
  [49, 121],
  [67, 117],
  [85, 121],
  [103, 118],
  [120, 120],
  [20, 101],
  [40, 99],
  [59, 102],
  [78, 99],
  [96, 102],
  [115, 99],
  [12, 84],
  [50, 82],
  [70, 83],
  [106, 82],
];

export const particles = picture(
  'particles',
  480,
  196,
  `${box(20, 1)}${dots(20, SOLID)}${box(175, 2)}${dots(175, GAS)}${box(330, 3)}${dots(330, LIQUID)}`,
);

/** The bottom of the scale lies at y 220, and a milliliter is 2.4 units. */
const level = (milliliters: number) => 220 - milliliters * 2.4;

function cylinder(x: number, milliliters: number, title: string, inside: string): string {
  const scale = [0, 10, 20, 30, 40, 50, 60, 70]
    .map(
      (value) =>
        `<path d="M${x} ${level(value)}h${value % 20 === 0 ? 22 : 14}" stroke="#1d2433" stroke-width="1.5"/>` +
        (value % 20 === 0 && value > 0
          ? `<text x="${x - 8}" y="${level(value) + 5}" text-anchor="end">${value}</text>`
          : ''),
    )
    .join('');
  return `<rect x="${x}" y="${level(milliliters)}" width="76" height="${220 - level(milliliters)}" fill="#9db8ff"/>${inside}
   <path d="M${x} 36V220h76V36" fill="none" stroke="#1d2433" stroke-width="2.5"/><path d="M${x - 14} 222h104" stroke="#1d2433" stroke-width="5" stroke-linecap="round"/>
   ${scale}<text x="${x + 38}" y="254" text-anchor="middle">${title}</text>`;
}

const STONE =
  '<path d="M286 218c-8-12 4-30 20-28s26 6 24 18-4 10-10 10z" fill="#b3b6bd" stroke="#1d2433" stroke-width="2"/>';

export const measuringCylinders = picture(
  'stone-volume',
  420,
  272,
  `${cylinder(90, 40, 'before', '')}${cylinder(270, 55, 'after', STONE)}<text x="30" y="44">mL</text><text x="210" y="44">mL</text>
   <path d="M174 124h40" stroke="#535c6e" stroke-width="3"/><path d="M214 116l16 8-16 8z" fill="#535c6e"/>`,
);
