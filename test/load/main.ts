/*
 * Classrooms against a server (`npm run load`):
 *
 *   --devices 1000     devices that were offline, each with a finished exam, and come back
 *   --arrive 1         seconds in which all of them do
 *   --answering 0      devices online all along, whose students answer meanwhile
 *   --questions 40     of the exam
 *   --pace 45          seconds a question, of those who answer
 *   --speed 1          how many times faster than real the devices' own clocks go
 *   --link 24          kbit/s that a classroom shares (none: as fast as may be), with --class 30 devices each
 *   --kill 2           kills the server in the midst, for so many seconds; only one that this command started
 *   --url https://…    a server that is there already, with APP_KEY and APP_SECRET of the environment
 *   --patience 600     seconds in which nothing more arrives until what has not counts as dropped
 *   --watch 1,2        processes whose CPU is told too, in the figures of --json
 *   --json             the figures as one line of JSON, for a program
 *
 * Ends with 1 when an answer that was acknowledged is not on the server, or a device was never acknowledged.
 */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { describe, isWell } from './figures.ts';
import { OwnServer } from './own-server.ts';
import { type Plan, play } from './play.ts';
import { NotOpened } from './school.ts';

const { values } = readArguments({
  devices: { type: 'string', default: '1000' },
  arrive: { type: 'string', default: '1' },
  answering: { type: 'string', default: '0' },
  questions: { type: 'string', default: '40' },
  pace: { type: 'string', default: '45' },
  speed: { type: 'string', default: '1' },
  link: { type: 'string' },
  class: { type: 'string', default: '30' },
  kill: { type: 'string' },
  url: { type: 'string' },
  patience: { type: 'string', default: '600' },
  watch: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
});

const plan: Plan = {
  herd: numberOf('devices', 0),
  arriveSeconds: numberOf('arrive', 0),
  answering: numberOf('answering', 0),
  questions: numberOf('questions', 1),
  paceSeconds: numberOf('pace', 0),
  speed: numberOf('speed', 1),
  linkKbit: values.link === undefined ? null : numberOf('link', 1),
  classSize: numberOf('class', 1),
  killSeconds: values.kill === undefined ? null : numberOf('kill', 0),
  patienceSeconds: numberOf('patience', 1),
};
if (plan.herd + plan.answering === 0) fail('There is no device to play: --devices or --answering.');
if (values.url !== undefined && plan.killSeconds !== null) fail('--kill is for a server that this command starts.');
if (values.url?.startsWith('https:') && plan.linkKbit !== null)
  fail('--link is for an address that begins with http:.');

const { APP_KEY = '', APP_SECRET = '' } = process.env;
if (values.url !== undefined && (APP_KEY === '' || APP_SECRET === '')) fail('--url needs APP_KEY and APP_SECRET.');
const own = values.url === undefined ? await OwnServer.start(environment()) : null;
const api = { url: values.url ?? own?.url ?? '', key: own?.key ?? `${APP_KEY}:${APP_SECRET}` };
// Not to standard output: what a program reads there is the figures alone.
const tell = (line: string) => console.error(line);
const watch = values.watch.split(',').filter(Boolean).map(Number);
const figures = await play(plan, { api, own, watch, random: Math.random, tell })
  .catch((error: unknown) => {
    // Of a server that is not there, or does not know the key; what goes wrong here has its stack.
    if (error instanceof NotOpened) fail(error.message);
    throw error;
  })
  .finally(() => own?.dispose());
console.log(values.json ? JSON.stringify(figures) : `\n${describe(figures)}`);
process.exit(isWell(figures) ? 0 : 1);

function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(options: T) {
  try {
    return parseArgs({ options });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** What a server is given that this command starts, beside its own. */
function environment(): Record<string, string> {
  const { DATABASE_URL, NODE_OPTIONS } = process.env;
  return { ...(DATABASE_URL && { DATABASE_URL }), ...(NODE_OPTIONS && { NODE_OPTIONS }) };
}

function numberOf(name: Exclude<keyof typeof values, 'json' | 'url' | 'watch'>, least: number): number {
  const number = Number(values[name]);
  if (!Number.isFinite(number) || number < least) fail(`--${name} is a number of ${least} or more.`);
  return number;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
