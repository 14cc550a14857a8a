/* A morning of testing, played by devices that run the student app's own sync code. */
import { performance } from 'node:perf_hooks';
import { familyCpuMs, percentile } from '../bench/measure.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { Clock } from './clock.ts';
import { type Delay, LoadDevice, type Question } from './device.ts';
import type { LoadFigures } from './figures.ts';
import type { OwnServer } from './own-server.ts';
import { standsStill, tellProgress } from './progress.ts';
import { type Api, type Held, inTurns, openSchool, readHeld, type School } from './school.ts';

export interface Plan {
  /** Devices that were without a network, each with a finished exam. */
  herd: number;
  /** Seconds in which all of them come back. */
  arriveSeconds: number;
  /** Devices with a network whose students are in the midst of the test. */
  answering: number;
  questions: number;
  /** Seconds of a student for one question, on average. */
  paceSeconds: number;
  /** How many times faster than real the clocks of the devices go. */
  speed: number;
  /** kbit/s of the line that a classroom shares, either way; null for no limit. */
  linkKbit: number | null;
  classSize: number;
  /** The server is killed when a third of the herd is through, and is away so many seconds. */
  killSeconds: number | null;
  /** Seconds in which nothing more arrives, after which what has not counts as dropped. */
  patienceSeconds: number;
}

/** Devices that are prepared at once. */
const AT_ONCE = 8;

export interface Playing {
  api: Api;
  /** The server, when the load started it. */
  own: OwnServer | null;
  /** Processes of this machine whose CPU, with that of their children, is told as well. */
  watch: number[];
  /** From 0 up to, but not including, 1. */
  random: () => number;
  /** Told what happens, for whoever watches. */
  tell: (line: string) => void;
}

export async function play(plan: Plan, playing: Playing): Promise<LoadFigures> {
  const { api, random, tell, watch } = playing;
  const count = plan.herd + plan.answering;
  const name = `load-${Date.now().toString(36)}`;
  tell(`${count} students get a session, a device and the test`);
  const school = await openSchool(api, name, count, plan.questions);
  const lines = await openLines(plan, api.url, count);
  const clock = new Clock(plan.speed);
  const cpu = [await Promise.all(watch.map(familyCpuMs))];
  let ready = 0;
  const prepared = tellProgress(() => `${ready} of ${count} are ready`, tell);
  const devices = await inTurns(count, AT_ONCE, async (n) => {
    const seat = school.seats[n];
    if (seat === undefined) throw new Error('there are fewer sessions than devices');
    const line = lines[Math.floor(n / plan.classSize)];
    const device = new LoadDevice(seat, line?.url ?? api.url, clock, random);
    await device.prepare();
    if (n < plan.herd) await finishOffline(device, school.questions, random);
    ready++;
    return device;
  });
  prepared();
  try {
    for (const line of lines) line.rate = ((plan.linkKbit ?? 0) * 1000) / 8;
    cpu.push(await Promise.all(watch.map(familyCpuMs)));
    const preparing = bytesOf(devices);
    const measured = await measure(plan, { ...playing, school, devices });
    cpu.push(await Promise.all(watch.map(familyCpuMs)));
    const between = (n: number, at: number) => (cpu[at]?.[n] ?? 0) - (cpu[at - 1]?.[n] ?? 0);
    const watched = watch.map((_, n) => ({ preparingMs: between(n, 1), measuredMs: between(n, 2) }));
    return { ...(await held(measured, { api, school, devices })), preparing, watched };
  } finally {
    for (const device of devices) device.close();
    for (const line of lines) await line.close();
  }
}

/** One line for each classroom; as fast as may be until all is prepared. */
async function openLines(plan: Plan, url: string, count: number): Promise<TcpProxy[]> {
  if (plan.linkKbit === null) return [];
  return await inTurns(Math.ceil(count / plan.classSize), 1, () => startTcpProxy(url));
}

async function finishOffline(device: LoadDevice, questions: Question[], random: () => number): Promise<void> {
  device.goOffline();
  await device.answer(questions.map((question) => ({ question, index: Math.floor(random() * question.options) })));
  await device.submit();
}

type Measured = Omit<LoadFigures, 'preparing' | 'watched' | 'differing'>;

interface Measuring extends Playing {
  school: School;
  devices: LoadDevice[];
}

async function measure(plan: Plan, { own, random, tell, school, devices }: Measuring): Promise<Measured> {
  const herd = devices.slice(0, plan.herd);
  const answering = devices.slice(plan.herd);
  const lag = watchLag();
  for (const { wire } of devices) wire.outcomes.clear();
  const before = { usage: (await own?.usage()) ?? null, bytes: bytesOf(devices), cpu: process.cpuUsage() };
  const started = performance.now();
  tell(`${herd.length} come back within ${plan.arriveSeconds} s while ${answering.length} answer`);

  let isHerdThrough = herd.length === 0;
  const isOver = () => isHerdThrough && herd.length > 0;
  const students = answering.map((device) => takeTest(device, { plan, questions: school.questions, random, isOver }));
  const arrivals = herd.map(async (device) => {
    await sleep(random() * plan.arriveSeconds * 1000);
    device.start();
    device.comeBack();
    await device.whenReceived;
  });
  const leaving = Promise.all(devices.map(leave));
  const killed = plan.killSeconds === null || own === null ? null : killMidway(herd, own, plan.killSeconds, tell);
  const arrived = () => through(devices) + devices.reduce((sum, { autosaves }) => sum + autosaves.length, 0);
  const giveUp = standsStill(arrived, plan.patienceSeconds);
  const played = tellProgress(() => `${through(devices)} of ${devices.length} are through`, tell);
  await Promise.race([Promise.all(arrivals), giveUp]);
  const herdMs = performance.now() - started;
  isHerdThrough = true;
  await Promise.race([Promise.all(students), giveUp]);
  await killed;

  const wallMs = performance.now() - started;
  await Promise.race([leaving, giveUp]);
  played();
  const usage = (await own?.usage()) ?? null;
  const generator = process.cpuUsage(before.cpu);
  const bytes = bytesOf(devices);
  const received = devices.filter((device) => device.received !== null);
  return {
    devices: devices.length,
    acknowledged: received.length,
    dropped: devices.length - received.length,
    answers: devices.reduce((sum, { chosen }) => sum + chosen.size, 0),
    requests: sumOutcomes(devices),
    wallMs,
    herdMs: herd.length === 0 ? null : herdMs,
    delays: spread(herd.flatMap(({ received: delay }) => delay ?? [])),
    submits: spread(answering.flatMap(({ received: delay }) => delay ?? [])),
    autosaves: spread(answering.flatMap((device) => device.autosaves)),
    samples: answering.flatMap(({ autosaves }) => autosaves.map(({ at, ms, asked }) => ({ at, beyond: ms - asked }))),
    bytesUp: bytes.up - before.bytes.up,
    bytesDown: bytes.down - before.bytes.down,
    server: usage && before.usage && { cpuMs: usage.cpuMs - before.usage.cpuMs, peakMb: usage.peakMb },
    generator: { cpuMs: (generator.user + generator.system) / 1000, lagMs: lag() },
  };
}

/** Asks the server what it holds. Its work for that is no device's. */
async function held(measured: Measured, { api, school, devices }: Pick<Measuring, 'api' | 'school' | 'devices'>) {
  const sessions = await readHeld(api, school.configId);
  const received = devices.filter((device) => device.received !== null);
  return {
    ...measured,
    differing: received.filter((device) => !isHeld(device, sessions.get(device.seat.sessionId))).length,
  };
}

interface Taking {
  plan: Plan;
  questions: Question[];
  random: () => number;
  /** Asked before each question: the student hands in what there is. */
  isOver: () => boolean;
}

async function takeTest(device: LoadDevice, { plan, questions, random, isOver }: Taking): Promise<void> {
  const think = () => sleep(((0.5 + random()) * plan.paceSeconds * 1000) / plan.speed);
  device.start();
  await sleep((random() * plan.paceSeconds * 1000) / plan.speed);
  for (const question of questions) {
    if (isOver()) break;
    await device.answer([{ question, index: Math.floor(random() * question.options) }]);
    device.leaveItem();
    await think();
  }
  await device.submit();
  await device.whenReceived;
}

async function killMidway(herd: LoadDevice[], own: OwnServer, seconds: number, tell: (line: string) => void) {
  while (through(herd) < herd.length / 3) await sleep(5);
  tell(`the server is killed with ${through(herd)} of ${herd.length} through, for ${seconds} s`);
  await own.killFor(seconds * 1000);
}

const through = (devices: LoadDevice[]) => devices.filter(({ received }) => received !== null).length;

function isHeld(device: LoadDevice, session: Held | undefined): boolean {
  if (session?.maturity !== 'COMPLETE') return false;
  return [...device.chosen].every(([itemId, index]) => session.chosen.get(itemId) === index);
}

/**
 * After its receipt a device fetches the list and reports: that is the server's work too. Then its student closes the lid: ten
 * thousand that went on asking once a minute took this process all its time, and the students who still answered had none of it.
 */
async function leave(device: LoadDevice): Promise<void> {
  const QUIET_MS = 1000;
  await device.whenReceived;
  for (let since = performance.now(); performance.now() - since < QUIET_MS; await sleep(50)) {
    if (device.wire.underWay > 0) since = performance.now();
  }
  device.stop();
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

const bytesOf = (devices: LoadDevice[]) =>
  devices.reduce((sum, { wire: { bytes } }) => ({ up: sum.up + bytes.up, down: sum.down + bytes.down }), {
    up: 0,
    down: 0,
  });

function sumOutcomes(devices: LoadDevice[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const { wire } of devices) {
    for (const [outcome, times] of wire.outcomes) sum[outcome] = (sum[outcome] ?? 0) + times;
  }
  return sum;
}

function spread(delays: Delay[]) {
  if (delays.length === 0) return null;
  const all = delays.map(({ ms }) => ms);
  const beyond = delays.map(({ ms, asked }) => ms - asked);
  const of = (values: number[]) => ({ p50: percentile(values, 0.5), p99: percentile(values, 0.99) });
  return { count: delays.length, ...of(all), beyond: of(beyond) };
}

/** How late this process itself is: what it adds to every delay. @returns the 99th percentile in milliseconds so far */
function watchLag(): () => number {
  const EVERY_MS = 20;
  const late: number[] = [];
  let due = performance.now() + EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    late.push(Math.max(0, now - due));
    due = now + EVERY_MS;
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return late.length === 0 ? 0 : percentile(late, 0.99);
  };
}
