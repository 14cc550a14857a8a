/* A school of one student, two devices, a server and its staff, and what each step of a history does there. */
import { createSessionAnswer } from '../../src/shared/contract/exam-session.ts';
import { importAnswer } from '../../src/shared/contract/response-file.ts';
import { Device } from './device.ts';
import type { Figures } from './figures.ts';
import type { Arrival, Network } from './network.ts';
import { answerText, readDeviceRows, readServerRows, readTicket, revokeTokens, rotateTicket } from './rows.ts';
import type { Server } from './server.ts';
import { DEVICES, ITEMS, type StaffAction, type Step } from './steps.ts';

/** So many that no two answers of a history are alike: a value tells where it came from. */
export const OPTIONS = 60;
export const EXAM = 'exam-1';

export const examOf = (version: number) => ({
  name: `Saving and spending ${version}`,
  items: Array.from({ length: ITEMS }, (_, n) => ({
    id: `item-${n}`,
    name: `Item ${n}`,
    body: `<p>Question ${n}</p>`,
    questions: [
      {
        id: 'q',
        interactionType: 'choice',
        prompt: '<p>Choose one.</p>',
        options: Array.from({ length: OPTIONS }, (_, option) => ({
          id: `o-${option}`,
          content: `<p>${option}</p>`,
          // The third value that anybody gives is the right one.
          isKey: option === 2,
        })),
      },
    ],
  })),
});

export const configOf = (part: object = {}) => ({
  allowRetakes: true,
  showScoreOnComplete: true,
  showCorrectAnswersOnComplete: true,
  keyRelease: 'submit',
  ...part,
});

/** What a student was told is saved on a device: the last value of each question, by `<device> <run> <item>`. */
export interface Saved {
  device: number;
  run: string;
  itemId: string;
  /** Null when it was cleared. */
  index: number | null;
}

export interface Seat {
  configId: string;
  sessionId: string;
  ticket: string;
}

export async function prepareSchool(server: Server): Promise<Seat> {
  await server.ask('PUT', `/api/exam/${EXAM}`, examOf(0));
  const made = await server.ask('POST', `/api/exam/${EXAM}/config`, { config: configOf() });
  const configId = (made as { examConfig: { id: string } }).examConfig.id;
  const body = { user_id: 'ada', lis_person_name_given: 'Ada', lis_person_name_family: 'L' };
  const session = await server.ask('POST', `/api/exam-config/${configId}/exam-session`, body);
  const { id, ticket } = createSessionAnswer.parse(session).examSession;
  return { configId, sessionId: id, ticket };
}

export class World implements Network {
  readonly server: Server;
  readonly devices: Device[];
  arrivals: Arrival[] = [];
  readonly saved = new Map<string, Saved>();
  /** The last value that was being saved, by the same key: of a save that a kill cut off, nobody knows what came of it. */
  readonly tried = new Map<string, number | null>();
  /** The run that each value of a device was given in, by `<item> <index>`. */
  readonly origin = new Map<string, string>();
  /** What broke while a step was done, which no look at the rows can tell. */
  readonly broken: string[] = [];
  readonly figures: Figures;
  ticket: string;
  readonly #seat: Seat;
  #counts = Array.from({ length: ITEMS }, () => 0);
  #versions = 0;
  #rotations = 0;

  constructor(server: Server, seat: Seat, figures: Figures) {
    this.server = server;
    this.#seat = seat;
    this.ticket = seat.ticket;
    this.figures = figures;
    this.devices = Array.from({ length: DEVICES }, (_, name) => new Device(name, this, figures));
  }

  /** Both devices are in the test before anything goes wrong. */
  async begin(): Promise<void> {
    for (const device of this.devices) {
      await device.signIn(this.ticket, true);
      await device.refresh();
      await device.open(this.#seat.sessionId);
    }
  }

  async take(step: Step): Promise<void> {
    this.server.claimed = false;
    this.server.now += 61_000;
    for (const device of this.devices) device.now += 61_000;
    switch (step.do) {
      case 'staff':
        return await this.#staff(step.what, step.pick);
      case 'integrator':
        return await this.#integrator(step.item, step.submit);
      case 'back-up':
        return await this.server.backUp();
      case 'restore-backup':
        if (await this.server.restoreBackup()) this.figures.staffDid('restore-backup');
        this.ticket = await readTicket(this.server);
        return;
      case 'restart':
        this.figures.fault('server-restart');
        return await this.server.restart();
      case 'server-power-cut':
        this.figures.fault('server-power-cut');
        return await this.server.powerCut();
      case 'device-killed':
        this.figures.fault('kill');
        return this.#device(step.device).kill();
      case 'clock':
        return this.#clock(step.who, step.ms);
      case 'arrive':
        return await this.arrive(step.pick);
      default:
        return await this.#onDevice(step);
    }
  }

  /** @returns once what arrived came to rest */
  async arrive(pick: number): Promise<void> {
    const [arrival] = this.arrivals.splice(pick % Math.max(1, this.arrivals.length), 1);
    await arrival?.();
  }

  #device(name: number): Device {
    const device = this.devices[name];
    if (device === undefined) throw new Error(`there is no device ${name}`);
    return device;
  }

  #clock(who: number, ms: number): void {
    const device = this.devices[who];
    if (device === undefined) this.server.moveClock(ms);
    else device.now += ms;
    this.figures.fault(ms > 0 ? 'clock-ahead' : 'clock-back');
  }

  async #onDevice(step: Extract<Step, { device: number }>): Promise<void> {
    const device = this.#device(step.device);
    if (step.do === 'device-killed') return;
    device.net = [...step.net];
    device.disk.set(step.disk);
    await this.#act(device, step);
    device.net = [];
    device.disk.set(null);
  }

  async #act(device: Device, step: Exclude<Extract<Step, { device: number }>, { do: 'device-killed' }>) {
    const { run } = device;
    switch (step.do) {
      case 'upload':
        await device.act(() => device.upload());
        return;
      case 'refresh':
        return await device.act(() => device.refresh());
      case 'open':
        return await device.act(() => device.open(this.#seat.sessionId));
      case 'lock':
        return await device.act(() => device.lock());
      case 'unlock':
        return await device.act(async () => {
          await device.signIn(this.ticket, true);
          await device.refresh();
          await device.open(this.#seat.sessionId);
        });
      case 'carry':
        return await this.#carry(device);
      case 'claim':
        if (run !== null) await device.act(() => device.claim(run));
        return;
      case 'submit':
        if (run !== null) await device.act(() => device.submit(run));
        return;
      case 'answer':
        if (run !== null) await this.#answer(device, run, step);
        return;
    }
  }

  async #answer(device: Device, run: string, step: Extract<Step, { do: 'answer' }>): Promise<void> {
    const itemId = `item-${step.item}`;
    const index = step.kind === 'clear' ? null : this.#nextIndex(step.item, step.kind === 'bad');
    if (index !== null) this.origin.set(`${itemId} ${index}`, run);
    const key = `${device.name} ${run} ${itemId}`;
    this.tried.set(key, index);
    const result = await device.act(() => device.answer(run, step.tab, itemId, index));
    if (!result?.ok) return;
    if (step.tab === 1) this.broken.push(`a tab that does not hold the run saved ${itemId} of ${run}`);
    this.figures.saved++;
    this.saved.set(key, { device: device.name, run, itemId, index });
  }

  /** A bad one is an option that the exam does not have. */
  #nextIndex(item: number, isBad: boolean): number {
    const count = this.#counts[item] ?? 0;
    this.#counts[item] = count + 1;
    return (isBad ? 100 : 0) + (count % OPTIONS);
  }

  async #carry(device: Device): Promise<void> {
    const file = await device.act(() => device.exportAll());
    if (!file) return;
    this.figures.staffDid('import');
    const bring = async () => {
      const response = await this.server.request('/api/import/responses', {
        method: 'POST',
        headers: { authorization: this.server.deps.authorization, 'content-type': 'text/plain' },
        body: file.text,
      });
      return response.ok ? importAnswer.parse(await response.json()) : null;
    };
    const answer = await bring();
    // Somebody finds the same file again, days later.
    this.arrivals.push(async () => {
      await bring();
    });
    const signed = answer?.items.flatMap((item) => ('statement' in item && item.statement ? [item.statement] : []));
    if (signed?.length) await device.act(() => device.accept(signed.join('\n')));
  }

  async #staff(what: StaffAction, pick: number): Promise<void> {
    const { server } = this;
    const { sessionId, configId } = this.#seat;
    this.figures.staffDid(what);
    switch (what) {
      case 'reset':
      case 'reopen':
      case 'retake':
      case 'release':
        await server.ask('POST', `/api/exam-session/${sessionId}/${what}`);
        return;
      case 'restore': {
        const { runs } = await readServerRows(server);
        const run = runs[pick % Math.max(1, runs.length)]?.run_id;
        if (run !== undefined) await server.ask('POST', `/api/exam-session/${sessionId}/restore`, { run });
        return;
      }
      case 'new-version':
        await server.ask('PUT', `/api/exam/${EXAM}`, examOf(++this.#versions));
        return;
      case 'close-window':
      case 'open-window': {
        const closesAt = what === 'close-window' ? new Date(server.now - 1000).toISOString() : null;
        await server.ask('PUT', `/api/exam-config/${configId}`, { config: configOf({ window: { closesAt } }) });
        return;
      }
      case 'change-config': {
        const config = configOf({ showScoreOnComplete: pick % 2 === 0, deviceMove: pick % 3 ? 'student' : 'proctor' });
        await server.ask('PUT', `/api/exam-config/${configId}`, { config });
        return;
      }
      case 'rotate-ticket':
        this.ticket = await rotateTicket(server, this.ticket, ++this.#rotations);
        return;
      case 'revoke-tokens':
        await revokeTokens(server);
    }
  }

  async #integrator(item: number, submitForScoring: boolean): Promise<void> {
    this.figures.staffDid('integrator');
    const index = this.#nextIndex(item, false);
    await this.server.ask('POST', `/api/exam-session/${this.#seat.sessionId}/responses`, {
      submitForScoring,
      responses: [{ itemId: `item-${item}`, questions: [{ id: 'q', response: { options: [{ index }] } }] }],
    });
  }

  /** The network is well, the disks are, and everybody comes back: what is on its way arrives. */
  async settle(): Promise<void> {
    this.server.now += 3_600_000;
    while (this.arrivals.length > 0) await this.arrive(0);
    for (let round = 0; round < 3; round++) {
      for (const device of this.devices) {
        device.net = [];
        device.disk.heal();
        device.forgetDelays();
        await device.act(async () => {
          await device.signIn(this.ticket, true);
          await device.refresh();
          for (let pass = 0; pass < 4; pass++) await device.upload();
          await device.refresh();
        });
      }
    }
    // Whatever a device showed at last was read there, not remembered here.
    for (const device of this.devices) {
      const { runs } = await readDeviceRows(device);
      if (runs.length === 0 && !this.server.hasAged) this.broken.push(`device ${device.name} has no run any more`);
    }
  }

  /** What may stand for a saved answer: itself, or the value of a later save that was cut off. */
  valuesFor(saved: Saved): string[] {
    const tried = this.tried.get(`${saved.device} ${saved.run} ${saved.itemId}`) ?? null;
    return [saved.index, tried].map((index) =>
      answerText(saved.run, saved.itemId, index === null ? null : { options: [{ index }] }),
    );
  }

  close(): void {
    for (const device of this.devices) device.close();
  }
}
