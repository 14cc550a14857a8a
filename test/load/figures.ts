/** Milliseconds as a student sees them; `beyond` is without what the device waited because it meant to. */
export interface Spread {
  count: number;
  p50: number;
  p99: number;
  beyond: { p50: number; p99: number };
}

export interface LoadFigures {
  devices: number;
  /** Devices that verified the server's receipt for their test. */
  acknowledged: number;
  /** Devices that did not, in all the time they had. */
  dropped: number;
  /** Of those that did, the ones whose answers are not what the server holds. */
  differing: number;
  answers: number;
  /** Requests by status; `failed` got no answer. */
  requests: Record<string, number>;
  wallMs: number;
  /** Until the last of those that came back was through. */
  herdMs: number | null;
  delays: Spread | null;
  submits: Spread | null;
  autosaves: Spread | null;
  /** Each saved answer: when it was known to be on the server, and the milliseconds beyond what its device waited by itself. */
  samples: Array<{ at: number; beyond: number }>;
  /** Of all devices: to sign in and to bring the test onto them, before the time that counts began. */
  preparing: { up: number; down: number };
  /** Milliseconds of CPU of the processes that were to be watched. */
  watched: Array<{ preparingMs: number; measuredMs: number }>;
  bytesUp: number;
  bytesDown: number;
  server: { cpuMs: number; peakMb: number } | null;
  /** What played the devices: where it is busy all the time, it is what the delays are of. */
  generator: { cpuMs: number; lagMs: number };
}

/** Every answer that was acknowledged is on the server, and none is left behind. */
export const isWell = ({ dropped, differing }: LoadFigures): boolean => dropped === 0 && differing === 0;

/** For whoever reads a terminal. */
export function describe(figures: LoadFigures): string {
  const { requests, server, generator, wallMs, devices } = figures;
  const retried = Object.entries(requests).filter(([outcome]) => outcome !== '200');
  const lines = [
    ['acknowledged', `${figures.acknowledged} of ${devices} devices, ${figures.answers} answers`],
    ['dropped', `${figures.dropped}`],
    [
      'requests',
      `${requests['200'] ?? 0} answered${retried.map(([as, times]) => `, ${times} ${as}, sent again`).join('')}`,
    ],
    ['wall', `${seconds(wallMs)}${figures.herdMs === null ? '' : `; those that came back ${seconds(figures.herdMs)}`}`],
    ['come back', words(figures.delays)],
    ['saved', words(figures.autosaves)],
    ['submitted', words(figures.submits)],
    [
      'bytes',
      `${perDevice(figures.bytesUp, devices)} up and ${perDevice(figures.bytesDown, devices)} down a device, headers included`,
    ],
    [
      'got ready',
      `with ${perDevice(figures.preparing.up, devices)} up and ${perDevice(figures.preparing.down, devices)} down a device, before that`,
    ],
    [
      'server',
      server &&
        `${seconds(server.cpuMs)} of CPU, ${(server.cpuMs / devices).toFixed(2)} ms a device; ${server.peakMb.toFixed(0)} MB at most`,
    ],
    [
      'these devices',
      `${seconds(generator.cpuMs)} of CPU, ${percent(generator.cpuMs / wallMs)} of one core; late by ${generator.lagMs.toFixed(0)} ms at p99`,
    ],
  ];
  const shown = lines.flatMap(([name, text]) => (text ? [`${`${name}`.padEnd(15)}${text}`] : []));
  return [...shown, '', verdict(figures)].join('\n');
}

export function verdict(figures: LoadFigures): string {
  if (isWell(figures)) return 'Every answer that was acknowledged is on the server. None was dropped.';
  const { dropped, differing } = figures;
  return `NOT WELL: ${dropped} devices were never acknowledged, and the answers of ${differing} that were are not on the server.`;
}

function words(spread: Spread | null): string | null {
  if (spread === null) return null;
  const { count, p50, p99, beyond } = spread;
  return `${count} times; p50 ${ms(p50)}, p99 ${ms(p99)}; beyond what devices wait by themselves p50 ${ms(beyond.p50)}, p99 ${ms(beyond.p99)}`;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;
const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`;
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const perDevice = (bytes: number, devices: number) => `${(bytes / devices / 1000).toFixed(2)} kB`;
