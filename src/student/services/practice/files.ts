import type { StudentItem } from '../../../shared/contract/student/item.ts';

type File = StudentItem['media'][number];

const garden = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320" width="480" height="320">
<rect width="480" height="320" fill="#e4efd6"/>
<path d="M0 150q120-24 240 0t240-6v176H0z" fill="#cfe3b8"/>
<path d="M40 70h110v86H40z" fill="#d8b48a" stroke="#5b3b20" stroke-width="3"/><path d="M28 74L95 28l67 46z" fill="#8a4b2a" stroke="#5b3b20" stroke-width="3"/><path d="M78 104h34v52H78z" fill="#5b3b20"/><circle cx="104" cy="132" r="3" fill="#f1e4d8"/>
<path d="M352 100h20v70h-20z" fill="#7a5230"/><circle cx="362" cy="74" r="50" fill="#5f8f4a" stroke="#33512a" stroke-width="3"/>
<ellipse cx="120" cy="246" rx="84" ry="46" fill="#9ccbe0" stroke="#3f7690" stroke-width="3"/><path d="M74 240q12-8 24 0t24 0 24 0" fill="none" stroke="#3f7690" stroke-width="3"/>
<path d="M300 214h140v70H300z" fill="#8a6a48" stroke="#5b3b20" stroke-width="3"/>
<g fill="#a3243b" stroke="#1d2433"><circle cx="326" cy="236" r="9"/><circle cx="370" cy="258" r="9"/><circle cx="414" cy="236" r="9"/></g><g fill="#f1b552" stroke="#1d2433"><circle cx="348" cy="262" r="8"/><circle cx="392" cy="236" r="8"/><circle cx="420" cy="264" r="8"/></g>
</svg>`;

const plant = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 400" width="360" height="400">
<rect width="360" height="400" fill="#fffefb"/><path d="M0 270h360v130H0z" fill="#c9a57d"/>
<path d="M180 272V96" stroke="#33712a" stroke-width="10"/>
<path d="M184 190c30-50 90-50 110-20-20 40-80 50-110 20z" fill="#7fb069" stroke="#33512a" stroke-width="3"/>
<path d="M180 272q-6 40-50 70M180 272q4 50 0 100M180 272q8 40 52 66" fill="none" stroke="#5b3b20" stroke-width="5"/>
<g fill="#f1b552" stroke="#9a5b00" stroke-width="2"><circle cx="180" cy="36" r="22"/><circle cx="222" cy="66" r="22"/><circle cx="206" cy="112" r="22"/><circle cx="154" cy="112" r="22"/><circle cx="138" cy="66" r="22"/></g><circle cx="180" cy="78" r="24" fill="#8a4b2a"/>
</svg>`;

const duck = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">
<path d="M10 36c4 16 38 18 46-2-10 4-16 0-18-6z" fill="#f1b552" stroke="#5b3b20" stroke-width="2"/><circle cx="26" cy="22" r="11" fill="#f1b552" stroke="#5b3b20" stroke-width="2"/><path d="M16 20L4 25l12 4z" fill="#a3243b"/><circle cx="23" cy="19" r="2.5" fill="#1d2433"/>
</svg>`;

const RATE = 8000;
const RINGS = 3;
const RING_SECONDS = 0.7;

/** A bell that rings three times: RIFF, 8 kHz, 8 bit, mono. */
function bell(): Uint8Array<ArrayBuffer> {
  const each = Math.round(RATE * RING_SECONDS);
  const bytes = new Uint8Array(44 + each * RINGS);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, name: string) => bytes.set(new TextEncoder().encode(name), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  tag(36, 'data');
  view.setUint32(40, each * RINGS, true);
  for (let at = 0; at < each * RINGS; at++) {
    const seconds = (at % each) / RATE;
    const fade = Math.exp(-6 * seconds);
    bytes[44 + at] = 128 + Math.round(90 * fade * Math.sin(2 * Math.PI * 880 * seconds));
  }
  return bytes;
}

const CONTENT: Record<string, () => Blob> = {
  'garden.svg': () => new Blob([garden], { type: 'image/svg+xml' }),
  'plant.svg': () => new Blob([plant], { type: 'image/svg+xml' }),
  'duck.svg': () => new Blob([duck], { type: 'image/svg+xml' }),
  'bell.wav': () => new Blob([bell()], { type: 'audio/wav' }),
};

/** No file comes from anywhere: the hashes stand for names, and tell one file from the others. */
const file = (name: string, type: string, digit: string): File => ({
  name,
  type,
  hash: digit.repeat(64),
  contentHash: digit.repeat(64),
  bytes: 0,
});

export const GARDEN = file('garden.svg', 'image/svg+xml', '1');
export const PLANT = file('plant.svg', 'image/svg+xml', '2');
export const DUCK = file('duck.svg', 'image/svg+xml', '3');
export const BELL = file('bell.wav', 'audio/wav', '4');

/** @throws RangeError for a file that the practice test does not have */
export function practiceFile({ name }: Pick<File, 'name'>): Blob {
  const content = CONTENT[name];
  if (!content) throw new RangeError(`The practice test has no file ${name}`);
  return content();
}
