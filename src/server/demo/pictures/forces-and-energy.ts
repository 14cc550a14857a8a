import { picture } from '../author.ts';

const RED = '#a3243b';
const BLUE = '#1a4fd6';
const half = (x: number, fill: string, letter: string) =>
  `<rect x="${x}" y="40" width="80" height="60" fill="${fill}"/><text x="${x + 40}" y="79" text-anchor="middle" font-size="26" font-weight="600" fill="#fffefb">${letter}</text>`;

export const magnets = picture(
  'magnets',
  420,
  140,
  `${half(30, BLUE, 'S')}${half(110, RED, 'N')}${half(230, RED, 'N')}${half(310, BLUE, 'S')}
   <path d="M12 112H408" stroke="#d9d2c3" stroke-width="3"/>`,
);

const BATTERY = `<rect x="70" y="112" width="80" height="32" rx="4" fill="#d9d2c3" stroke="#1d2433" stroke-width="2"/>
   <rect x="150" y="121" width="7" height="14" fill="#1d2433"/>
   <text x="84" y="134" text-anchor="middle" font-size="18">–</text><text x="138" y="134" text-anchor="middle" font-size="18">+</text>`;
const BULB = `<circle cx="110" cy="38" r="20" fill="#fffefb" stroke="#1d2433" stroke-width="2"/>
   <path d="M102 42l5-10 4 10 5-10" fill="none" stroke="#1d2433" stroke-width="2"/>
   <rect x="101" y="57" width="18" height="12" fill="#b3b6bd" stroke="#1d2433" stroke-width="2"/>`;
const wire = (path: string) =>
  `<path d="${path}" fill="none" stroke="#8a4b2a" stroke-width="3.5" stroke-linejoin="round" stroke-linecap="round"/>`;
const circuit = (name: string, wires: string) => picture(name, 220, 164, wires + BATTERY + BULB);

const PLUS_TO_BULB = wire('M157 128h33V63h-71');
const MINUS_TO_BULB = wire('M70 128H30V63h71');

export const gapCircuit = circuit('circuit-gap', PLUS_TO_BULB);
export const closedCircuit = circuit('circuit-closed', PLUS_TO_BULB + MINUS_TO_BULB);
export const oneEndCircuit = circuit('circuit-one-end', PLUS_TO_BULB + wire('M157 132h46V88H92V63h9'));
export const openSwitchCircuit = circuit(
  'circuit-open-switch',
  `${PLUS_TO_BULB}${wire('M70 128H30v-12M30 82V63h71')}${wire('M30 116 8 90')}
   <circle cx="30" cy="116" r="4.5" fill="#1d2433"/><circle cx="30" cy="82" r="4.5" fill="#1d2433"/>`,
);
