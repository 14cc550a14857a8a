import { picture } from '../author.ts';

/** A line from a part to its number. */
const pointer = (x1: number, y1: number, x2: number, number: number) =>
  `<path d="M${x1} ${y1}H${x2}" stroke="#535c6e" stroke-width="1.5"/>
   <text x="${x2 + (x2 > x1 ? 8 : -8)}" y="${y1 + 6}" text-anchor="${x2 > x1 ? 'start' : 'end'}" font-size="18" font-weight="600">${number}</text>`;
const petal = (turn: number) =>
  `<ellipse cx="180" cy="34" rx="12" ry="20" transform="rotate(${turn} 180 58)" fill="#f08a9c" stroke="#a3243b" stroke-width="2"/>`;

export const plantParts = picture(
  'plant-parts',
  360,
  300,
  `<path d="M0 212H360V288a12 12 0 0 1-12 12H12a12 12 0 0 1-12-12z" fill="#d9b48f"/>
   <path d="M180 74V214" stroke="#0b6b63" stroke-width="7"/>
   <g fill="#6fd0c2" stroke="#0b6b63" stroke-width="2.5">
     <path d="M180 168c-20-40-56-44-82-34 14 34 46 48 82 34z"/><path d="M180 146c18-40 50-46 78-36-12 34-42 48-78 36z"/>
   </g>
   ${[0, 60, 120, 180, 240, 300].map(petal).join('')}<circle cx="180" cy="58" r="14" fill="#f1b552" stroke="#9a5b00" stroke-width="2"/>
   <g fill="none" stroke="#6b3819" stroke-width="4" stroke-linecap="round">
     <path d="M180 212v66"/><path d="M180 222c-12 22-32 26-46 44"/><path d="M180 222c12 22 32 26 46 44"/><path d="M180 244c-6 14-14 18-18 34"/><path d="M180 244c6 14 14 18 18 34"/>
   </g>
   ${pointer(216, 58, 300, 1)}${pointer(252, 118, 300, 2)}${pointer(176, 192, 60, 3)}${pointer(146, 254, 60, 4)}`,
);

export const longBeak = picture(
  'long-beak',
  400,
  180,
  `<path d="M176 82 392 118 174 102z" fill="#535c6e"/>
   <path d="M20 180c2-60 24-128 100-132 46-2 68 24 66 46-2 26-26 34-44 42-18 10-24 28-26 44z" fill="#6fd0c2" stroke="#0b6b63" stroke-width="3"/>
   <path d="M116 180c2-16 8-34 26-44 18-8 42-16 44-42-26 20-58 24-78 34-18 10-28 30-30 52z" fill="#f08a9c"/>
   <circle cx="142" cy="80" r="8" fill="#1d2433"/><circle cx="145" cy="77" r="2.5" fill="#fffefb"/>`,
);

const stageName = (x: number, y: number, name: string) => `<text x="${x}" y="${y}" text-anchor="middle">${name}</text>`;
const next = (path: string, turn: number, x: number, y: number) =>
  `<path d="${path}" fill="none" stroke="#535c6e" stroke-width="3"/><path d="M0 -7 12 0 0 7z" fill="#535c6e" transform="translate(${x} ${y}) rotate(${turn})"/>`;
const segment = (x: number, y: number) =>
  `<circle cx="${x}" cy="${y}" r="11" fill="#6fd0c2" stroke="#0b6b63" stroke-width="2"/>`;

export const butterfly = picture(
  'butterfly',
  400,
  320,
  `<path d="M150 60c20-24 74-28 104-6-12 26-76 34-104 6z" fill="#6fd0c2" stroke="#0b6b63" stroke-width="2"/>
   <ellipse cx="200" cy="48" rx="8" ry="11" fill="#fffefb" stroke="#1d2433" stroke-width="2"/>${stageName(200, 98, 'egg')}
   ${[296, 314, 332, 350, 368].map((x, at) => segment(x, at % 2 ? 144 : 152)).join('')}${stageName(332, 188, 'caterpillar')}
   <text x="200" y="262" text-anchor="middle" font-size="44">?</text>
   <circle cx="200" cy="248" r="34" fill="none" stroke="#1d2433" stroke-width="2" stroke-dasharray="6 6"/>
   <g stroke="#9a5b00" stroke-width="2" fill="#f1b552">
     <path d="M68 150C50 112 18 118 22 140s26 22 46 10z"/><path d="M68 150c18-38 50-32 46-10s-26 22-46 10z"/>
     <path d="M68 150c-20 4-34 18-26 30s24 0 26-30z"/><path d="M68 150c20 4 34 18 26 30s-24 0-26-30z"/>
   </g>
   <path d="M68 132v48" stroke="#1d2433" stroke-width="5" stroke-linecap="round"/>
   <path d="M68 132l-8-14M68 132l8-14" stroke="#1d2433" stroke-width="2"/>${stageName(68, 214, 'butterfly')}
   ${next('M268 66q36 14 48 50', 70, 316, 112)}${next('M316 204q-14 34-60 44', 168, 262, 247)}
   ${next('M150 256q-26 0-46-12', 212, 100, 241)}${next('M82 106q16-36 52-44', -14, 130, 63)}`,
);
