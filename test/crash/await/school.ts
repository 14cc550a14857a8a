/* A Chromebook that two students share, and the server of their school: whatever is killed here is one of these two. */
import { type ImportAnswer, importAnswer } from '../../../src/shared/contract/response-file.ts';
import { readSignedIn } from '../../../src/student/db/meta.ts';
import { Presence } from '../../../src/student/services/presence.ts';
import { sealRun } from '../../../src/student/sync/seal-run.ts';
import { Device } from '../../simulation/device.ts';
import type { Disk } from '../../simulation/disk.ts';
import { Figures } from '../../simulation/figures.ts';
import type { Watched } from '../../simulation/invariants.ts';
import type { Arrival, Network } from '../../simulation/network.ts';
import { answerText } from '../../simulation/rows.ts';
import type { Server } from '../../simulation/server.ts';
import type { Saved } from '../../simulation/world.ts';
import { thaw } from './kill-point.ts';
import type { Seats, Student } from './seats.ts';

export class School implements Network, Watched {
  readonly server: Server;
  readonly device: Device;
  readonly devices: Device[];
  readonly seats: Seats;
  readonly arrivals: Arrival[] = [];
  readonly saved: Map<string, Saved>;
  readonly tried: Map<string, number | null>;
  readonly origin: Map<string, string>;
  readonly broken: string[] = [];
  /** Response files that left the device. */
  readonly files: string[] = [];

  /** @param before a school that this one goes on from: what its students were told */
  constructor(server: Server, seats: Seats, disk: Disk, before?: School) {
    this.server = server;
    this.seats = seats;
    this.device = new Device(0, this, new Figures(), disk);
    this.devices = [this.device];
    this.saved = new Map(before?.saved);
    this.tried = new Map(before?.tried);
    this.origin = new Map(before?.origin);
    if (before === undefined) return;
    this.device.now = before.device.now;
    this.device.run = before.device.run;
  }

  #options() {
    const { device } = this;
    return { db: device.db, now: () => device.now, monotonic: () => device.now, sealRun };
  }

  /** A student takes the device: what the page does around a sign-in (`services/device-services.ts`). */
  async signIn(student: Student): Promise<void> {
    await this.device.signIn(this.seats[student].ticket, true);
    await new Presence(this.#options()).lockOthers();
    await this.device.refresh();
  }

  async leave(): Promise<void> {
    await new Presence(this.#options()).leave(true);
  }

  readonly signedIn = (): Promise<string | null> => readSignedIn(this.device.db);

  /** A tap on Start or Continue. */
  open = (student: Student): Promise<void> => this.device.open(this.seats[student].sessionId);

  async getReady(student: Student): Promise<void> {
    await this.device.getReady(this.seats[student].sessionId);
  }

  /** @param index of the option; null clears the answer */
  async answer(item: number, index: number | null): Promise<void> {
    const { device } = this;
    const { run } = device;
    if (run === null) throw new Error('no test is open');
    const itemId = `item-${item}`;
    const key = `${device.name} ${run} ${itemId}`;
    this.tried.set(key, index);
    if (index !== null) this.origin.set(`${itemId} ${index}`, run);
    const result = await device.answer(run, 0, itemId, index);
    if (result.ok) this.saved.set(key, { device: device.name, run, itemId, index });
  }

  async submit(): Promise<void> {
    if (this.device.run !== null) await this.device.submit(this.device.run);
  }

  /** Somebody writes a file on the device, takes it to the server, and brings back what the server signed. */
  async carry(): Promise<void> {
    const file = await this.device.act(() => this.device.exportAll());
    if (!file) return;
    this.files.push(file.text);
    await this.bring(file.text);
  }

  async bring(text: string): Promise<void> {
    const signed = (await this.#import(text))?.items.flatMap((item) =>
      'statement' in item && item.statement ? [item.statement] : [],
    );
    if (signed?.length) await this.device.act(() => this.device.accept(signed.join('\n')));
  }

  /** @returns null when the server did not answer */
  async #import(body: string): Promise<ImportAnswer | null> {
    if (this.server.isDown) return null;
    const headers = { authorization: this.server.deps.authorization, 'content-type': 'text/plain' };
    const init = { method: 'POST', headers, body };
    const response = await this.server.request('/api/import/responses', init).catch(() => null);
    return response?.ok ? importAnswer.parse(await response.json()) : null;
  }

  /** Another text whenever something was committed on either side, or sent from one to the other. */
  lasting(): string {
    const { commits, requests } = this.server;
    return `${this.device.disk.commits} ${commits} ${requests}`;
  }

  /** Whoever was killed is started again, on what its disk held, when nothing of the dead one is under way any more. */
  async restart(): Promise<void> {
    await this.device.idle();
    await this.server.rest();
    if (this.server.isDown) await this.server.start();
    thaw();
  }

  /** The device lies there, switched on, and the network is well: nobody has to do anything. */
  async waitForUploads(): Promise<void> {
    this.device.net = [];
    this.device.forgetDelays();
    let isMore: boolean | undefined = true;
    for (let pass = 0; isMore && pass < 4; pass++) isMore = await this.device.act(() => this.device.upload());
  }

  async comeBack(student: Student): Promise<void> {
    await this.device.act(async () => {
      await this.signIn(student);
      await this.open(student);
    });
    await this.waitForUploads();
    await this.device.act(() => this.device.refresh());
  }

  /** What may stand for a saved answer: itself, or the value of a later save that was cut off. */
  valuesFor({ device, run, itemId, index }: Saved): string[] {
    const tried = this.tried.get(`${device} ${run} ${itemId}`) ?? null;
    return [index, tried].map((value) =>
      answerText(run, itemId, value === null ? null : { options: [{ index: value }] }),
    );
  }

  close(): void {
    this.device.close();
  }
}
