/*
 * What a server takes, from what was measured, and what a state would need, reckoned from that. Figures are per student with one
 * exam of 40 questions, by store: `sqlite…` and `postgres…`; milliseconds of CPU, and bytes.
 */

const STUDENTS = 1_000_000;
/** Of all students, those whose test falls into the busiest hour. */
const BUSIEST_SHARE = 0.5;
const HOUR_MS = 3_600_000;
/** Of a region whose network was away for the test, and how long its devices take to come back. */
const RETURNING = 100_000;
const RETURN_MS = 300_000;
/** A core that is half idle answers at once; one that is full does not. */
const HEADROOM = 2;
const SERVER_CORES = 8;

/**
 * @param {Record<string, number>} capacity
 * @returns {Record<string, string>} parts of the page, in Markdown
 */
export function capacityTables(capacity) {
  /** @param {string} name */
  const of = (name) => capacity[name] ?? Number.NaN;
  const stores = /** @type {const} */ ([
    ['sqlite', 'SQLite'],
    ['postgres', 'PostgreSQL'],
  ]);
  const cpu = stores.map(([store, name]) => {
    const phases = ['Prepare', 'Online', 'Return'].map((phase) => {
      const database = capacity[`${store}${phase}DatabaseMs`];
      return `${ms(of(`${store}${phase}Ms`))}${database === undefined ? '' : ` + ${ms(database)}`}`;
    });
    const online = of(`${store}PrepareMs`) + of(`${store}OnlineMs`);
    return `| ${[name, ...phases, Math.floor(HOUR_MS / online / HEADROOM).toLocaleString('en')].join(' | ')} |`;
  });
  const bytes = [
    ['getting ready: sign-in, list, the test', 'prepareUp', 'prepareDown'],
    ['online all along, 40 answers and the submit', 'onlineUp', 'onlineDown'],
    ['offline until the submit, then back', 'returnUp', 'returnDown'],
  ].map(([what, up, down]) => `| ${what} | ${kb(of(String(up)))} | ${kb(of(String(down)))} |`);
  return {
    cpu: [
      '| store | to get ready | online all along | to come back with a finished test | students an hour on one core, half idle |',
      '|---|---|---|---|---|',
      ...cpu,
    ].join('\n'),
    bytes: ['| | up | down |', '|---|---|---|', ...bytes].join('\n'),
    disk: [
      '| store | kept on the disk, a student |',
      '|---|---|',
      `| SQLite | ${kb(of('sqliteDisk'))} |`,
      `| PostgreSQL | ${kb(of('postgresDisk'))} |`,
    ].join('\n'),
    state: stateTable(of),
  };
}

/** @param {(name: string) => number} of */
function stateTable(of) {
  const busiest = STUDENTS * BUSIEST_SHARE;
  /** @param {string} kind */
  const hourly = (kind) =>
    (busiest * (of(`postgresPrepare${kind}`) + of(`postgresOnline${kind}`)) * HEADROOM) / HOUR_MS;
  /** @param {string} kind */
  const returning = (kind) => (RETURNING * of(`postgresReturn${kind}`) * HEADROOM) / RETURN_MS;
  const rows = [
    ['cores for app servers, busiest hour', whole(hourly('Ms'))],
    ['cores for PostgreSQL, busiest hour', whole(hourly('DatabaseMs'))],
    ['cores for app servers, a region coming back', whole(returning('Ms'))],
    ['cores for PostgreSQL, a region coming back', whole(returning('DatabaseMs'))],
    [
      `app servers of ${SERVER_CORES} cores, one process a core`,
      whole(Math.max(hourly('Ms'), returning('Ms')) / SERVER_CORES),
    ],
    ['network in, busiest hour', megabits((busiest * (of('prepareUp') + of('onlineUp'))) / HOUR_MS)],
    ['network out, busiest hour', megabits((busiest * (of('prepareDown') + of('onlineDown'))) / HOUR_MS)],
    ['disk for the whole morning', `${whole((STUDENTS * of('postgresDisk')) / 1e9)} GB`],
  ];
  return ['| | |', '|---|---|', ...rows.map(([what, figure]) => `| ${what} | ${figure} |`)].join('\n');
}

/** @param {number} value */
const ms = (value) => `${value.toFixed(1)} ms`;
/** @param {number} bytes */
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
/** @param {number} bytesPerMs */
const megabits = (bytesPerMs) => `${whole((bytesPerMs * 8 * 1000) / 1e6)} Mbit/s`;
/** Rounded up: nobody buys half a core. @param {number} value */
const whole = (value) => Math.ceil(value).toLocaleString('en');
