import { picture } from '../author.ts';

const step = (x: number, y: number, number: number) =>
  `<circle cx="${x}" cy="${y}" r="14" fill="#1d2433"/><text x="${x}" y="${y + 5}" text-anchor="middle" fill="#fffefb" font-weight="600">${number}</text>`;
const arrow = (path: string, head: string) =>
  `<path d="${path}" fill="none" stroke="#0b6b63" stroke-width="5" stroke-linecap="round"/><path d="${head}" fill="#0b6b63"/>`;
const drop = (x: number, y: number) =>
  `<path d="M${x} ${y}l-5 16" stroke="#1a4fd6" stroke-width="3" stroke-linecap="round"/>`;

export const waterCycle = picture(
  'water-cycle',
  480,
  280,
  `<path d="M236 280 330 130l26 30 34-60 90 110v70z" fill="#d9d2c3"/>
   <path d="M376 124l14-24 18 22-12 10-8-8z" fill="#fffefb"/>
   <path d="M0 226h236l44 54H0z" fill="#9db8ff"/>
   <path d="M372 172c-6 22-30 24-44 42s-44 14-58 34-30 12-48 14" fill="none" stroke="#1a4fd6" stroke-width="7" stroke-linecap="round"/>
   <circle cx="54" cy="50" r="26" fill="#f1b552" stroke="#9a5b00" stroke-width="2"/>
   ${arrow('M112 218V112', 'M112 92l-11 22h22z')}${step(82, 156, 1)}
   <g fill="#b3b6bd"><ellipse cx="248" cy="60" rx="52" ry="24"/><ellipse cx="286" cy="46" rx="40" ry="26"/><ellipse cx="324" cy="62" rx="46" ry="22"/></g>
   ${step(286, 56, 2)}
   ${[304, 324, 344, 364].map((x) => drop(x, 94)).join('')}${[314, 334, 354].map((x) => drop(x, 114)).join('')}
   ${step(396, 88, 3)}
   ${step(278, 222, 4)}`,
);

const layer = (y: number, fill: string, number: number) =>
  `<path d="M20 ${y}c60-14 120 12 180 0s100-10 140 0v50c-40-10-80-12-140 0s-120-14-180 0z" fill="${fill}"/>
   <text x="362" y="${y + 30}" font-size="18" font-weight="600">${number}</text>`;

export const rockLayers = picture(
  'rock-layers',
  400,
  260,
  `${layer(28, '#d9d2c3', 1)}${layer(78, '#d99a72', 2)}${layer(128, '#b3b6bd', 3)}${layer(178, '#8a4b2a', 4)}
   <g fill="none" stroke="#1d2433" stroke-width="2.5" stroke-linecap="round">
     <path d="M120 164a22 22 0 1 1 44 0z" fill="#fffefb"/>
     <path d="M142 164V142M142 164l-12-19M142 164l12-19"/>
   </g>`,
);
