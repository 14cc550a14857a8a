/* What each step of a history does in the school. */
import { Outside } from '../student/outside.ts';
import { missing } from './check-answers.ts';
import { Device } from './device.ts';
import type { Disk } from './disk.ts';
import { readFacts } from './facts.ts';
import type { Figures } from './figures.ts';
import type { Arrival, Network } from './network.ts';
import { answerText, readDeviceRows, readServerRows } from './rows.ts';
import { OPTIONS, type Seat } from './school.ts';
import type { Server } from './server.ts';
import { Staff } from './staff.ts';
import { ITEMS, type Step } from './steps.ts';

/** What a student was told is saved on a device: the last value of each question, by `<device> <run> <item>`. */
export interface Saved {
  device: number;
  run: string;
  itemId: string;
  /** Null when it was cleared. */
  index: number | null;
}

type OnDevice = Extract<Step, { net: unknown }>;

/** More turns of coming back than it ever takes until nothing changes any more. */
const TURNS = 12;

export class World implements Network {
  readonly server: Server;
  readonly staff: Staff;
  readonly devices: Device[];
  arrivals: Arrival[] = [];
  readonly saved = new Map<string, Saved>();
  /** What was being saved since, by the same key: of a save that a kill cut off, nobody knows what came of it. */
  readonly tried = new Map<string, Array<number | null>>();
  /** The run that each value of a device was given in, by `<item> <index>`. */
  readonly origin = new Map<string, string>();
  /** What broke while a step was done, which no look at the rows can tell. */
  readonly broken: string[] = [];
  /** Writers whose device goes on from an earlier count than the server has heard. */
  readonly rewound = new Set<string>();
  readonly figures: Figures;
  readonly #images = new Map<Device, { disk: Disk; outside: Outside }>();
  readonly #startedOver = new Set<number>();
  readonly #seat: Seat;
  #counts = Array.from({ length: ITEMS }, () => 0);

  constructor(server: Server, seat: Seat, figures: Figures) {
    this.server = server;
    this.#seat = seat;
    this.figures = figures;
    this.staff = new Staff(server, seat, figures);
    this.devices = seat.disks.map((disk, name) => new Device(name, this, figures, disk.copy()));
    for (const device of this.devices) device.run = seat.run;
  }

  async take(step: Step): Promise<void> {
    this.server.claimed = false;
    this.server.now += 61_000;
    for (const device of this.devices) device.now += 61_000;
    switch (step.do) {
      case 'staff':
        await this.staff.act(step.what, step.pick);
        if (step.what === 'restore-backup') await this.#forgive();
        return;
      case 'integrator':
        return await this.staff.integrate(`item-${step.item}`, this.#nextIndex(step.item, false), step.submit);
      case 'restart':
        this.figures.fault('server-restart');
        return await this.server.restart();
      case 'server-power-cut':
        this.figures.fault('server-power-cut');
        return await this.server.powerCut();
      case 'device-killed':
        this.figures.fault('kill');
        return this.#device(step.device).kill();
      case 'database-lost':
        return await this.#lose(this.#device(step.device), step.all);
      case 'image':
        return this.#takeImage(this.#device(step.device));
      case 'put-back':
        return await this.#putBack(this.#device(step.device));
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

  async #lose(device: Device, all: boolean): Promise<void> {
    this.figures.fault('database-lost');
    if (all) device.outside = new Outside();
    device.disk.lose();
    await this.#startOver(device);
  }

  #takeImage(device: Device): void {
    this.#images.get(device)?.disk.close();
    this.#images.set(device, { disk: device.disk.copy(), outside: device.outside.copy() });
  }

  async #putBack(device: Device): Promise<void> {
    const image = this.#images.get(device);
    if (image === undefined) return;
    this.figures.fault('disk-put-back');
    device.disk.putBack(image.disk);
    device.outside = image.outside.copy();
    for (const { writer } of (await readDeviceRows(device)).runs) this.rewound.add(writer);
    await this.#startOver(device);
  }

  async #startOver(device: Device): Promise<void> {
    device.run = null;
    for (const [key, { device: name }] of this.saved) {
      if (name === device.name) this.tried.delete(key);
    }
    this.#startedOver.add(device.name);
    await this.#forgive();
    await device.act(() => device.start());
  }

  /** What was nowhere but on a disk that is gone is gone with it, and so is what a server lost that had it alone since. */
  async #forgive(): Promise<void> {
    const copies = this.devices.flatMap(({ outside }) => [...outside.texts.values()]);
    const sealed = copies.map((text): string => JSON.parse(text).jwe);
    for (const { saved } of await missing(await readFacts(this), sealed)) {
      if (this.#startedOver.has(saved.device)) this.saved.delete(`${saved.device} ${saved.run} ${saved.itemId}`);
    }
  }

  async #onDevice(step: OnDevice): Promise<void> {
    const device = this.#device(step.device);
    const { run } = device;
    const writer = run === null ? null : await device.writingTab(run);
    device.net = [...step.net];
    device.disk.set(step.disk);
    await this.#act(device, run, writer, step);
    device.net = [];
    device.disk.set(null);
  }

  async #act(device: Device, run: string | null, writer: number | null, step: OnDevice): Promise<unknown> {
    const { sessionId } = this.#seat;
    switch (step.do) {
      case 'upload':
        return await device.act(() => device.upload());
      case 'worker':
        return await device.act(() => device.uploadInWorker());
      case 'refresh':
        return await device.act(() => device.refresh());
      case 'open':
        return await device.act(() => device.open(sessionId));
      case 'lock':
        return await device.act(() => device.lock());
      case 'unlock':
        return await device.act(() => device.comeBack(this.staff.ticket, sessionId));
      case 'carry':
        return await this.#carry(device);
      case 'retake':
        return await device.act(() => device.retake(sessionId));
      case 'copy':
        return await device.act(() => device.copy());
      case 'claim':
        return run === null ? null : await device.act(() => device.claim(run));
      case 'take-tab':
        return run === null ? null : await device.act(() => device.takeTab(run, writer === 0 ? 1 : 0));
      case 'submit':
        return run === null ? null : await device.act(() => device.submit(run, writer ?? 0));
      case 'take-back':
        return run === null ? null : await device.act(() => device.takeBack(run, writer ?? 0));
      case 'answer':
        return run === null ? null : await this.#answer(device, run, writer, step);
      default:
        return step satisfies never;
    }
  }

  async #answer(device: Device, run: string, writer: number | null, step: Extract<Step, { do: 'answer' }>) {
    const itemId = `item-${step.item}`;
    const tab = step.other ? 1 - (writer ?? 0) : (writer ?? 0);
    const index = step.kind === 'clear' ? null : this.#nextIndex(step.item, step.kind === 'bad');
    if (index !== null) this.origin.set(`${itemId} ${index}`, run);
    const key = `${device.name} ${run} ${itemId}`;
    if (tab === writer) this.tried.set(key, [...(this.tried.get(key) ?? []), index]);
    const result = await device.act(() => device.answer(run, tab, itemId, index));
    if (!result?.ok) return;
    if (tab !== writer) this.broken.push(`9: a tab that does not hold the run saved ${itemId} of ${run}`);
    this.figures.saved++;
    this.saved.set(key, { device: device.name, run, itemId, index });
    this.tried.delete(key);
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
    const bring = () => this.staff.bring(file.text);
    // Somebody finds the same file again, days later.
    this.arrivals.push(async () => {
      await bring();
    });
    const signed = await bring();
    if (signed?.length) await device.act(() => device.accept(signed.join('\n')));
  }

  /** The network is well, the disks are, and everybody comes back: what is on its way arrives. */
  async settle(): Promise<void> {
    this.server.now += 3_600_000;
    while (this.arrivals.length > 0) await this.arrive(0);
    for (let turn = 0, idle = 0; idle < this.devices.length; turn++) {
      const device = this.#device(turn % this.devices.length);
      const before = await this.#state(device);
      device.net = [];
      device.disk.heal();
      device.forgetDelays();
      await device.act(() => device.settle(this.staff.ticket, this.#seat.sessionId));
      idle = before === (await this.#state(device)) ? idle + 1 : 0;
      if (turn < TURNS) continue;
      this.broken.push(`10: after ${TURNS} turns on a good network something still changes`);
      return;
    }
    await this.#checkPresence();
  }

  /** What a turn of this device may change. */
  async #state(device: Device): Promise<string> {
    const { runs, answers, outbox } = await readDeviceRows(device);
    return JSON.stringify([await readServerRows(this.server), runs, answers, outbox]);
  }

  /** Whatever a device showed at last was read there, not remembered here. */
  async #checkPresence(): Promise<void> {
    for (const device of this.devices) {
      const { runs } = await readDeviceRows(device);
      if (runs.length === 0 && !this.server.hasAged) this.broken.push(`1: device ${device.name} has no run any more`);
    }
  }

  /** What may stand for a saved answer: itself, or the value of a later save that was cut off. */
  valuesFor(saved: Saved): string[] {
    const tried = this.tried.get(`${saved.device} ${saved.run} ${saved.itemId}`) ?? [];
    return [saved.index, ...tried].map((index) =>
      answerText(saved.run, saved.itemId, index === null ? null : { options: [{ index }] }),
    );
  }

  close(): void {
    for (const device of this.devices) device.close();
    for (const { disk } of this.#images.values()) disk.close();
  }
}
