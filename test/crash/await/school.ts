/* A Chromebook that two students share, and the server of their school: whatever is killed here is one of these two. */
import { type ImportAnswer, importAnswer } from '../../../src/shared/contract/response-file.ts';
import { readIdentity } from '../../../src/student/db/identity.ts';
import { readSignedIn } from '../../../src/student/db/meta.ts';
import { readDevice } from '../../../src/student/db/read-tests.ts';
import { keepCopies } from '../../../src/student/db/second-copy.ts';
import { Presence } from '../../../src/student/services/presence.ts';
import { SecondCopy } from '../../../src/student/services/second-copy.ts';
import { sealRun } from '../../../src/student/sync/seal-run.ts';
import { Device } from '../../simulation/device.ts';
import type { Disk } from '../../simulation/disk.ts';
import type { Watched } from '../../simulation/facts.ts';
import { Figures } from '../../simulation/figures.ts';
import type { Arrival, Network } from '../../simulation/network.ts';
import { answerText } from '../../simulation/rows.ts';
import type { Server } from '../../simulation/server.ts';
import type { Saved } from '../../simulation/world.ts';
import { Outside } from '../../student/outside.ts';
import { thaw } from './kill-point.ts';
import type { Seats, Student } from './seats.ts';

/** Of the event loop: more than a dead device's last calls of the database and of the platform take until they end. */
const TURNS = 60;

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
  /** What the browser keeps apart from the database. */
  readonly outside = new Outside();
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
    for (const [name, text] of before.outside.texts) this.outside.texts.set(name, text);
    this.outside.text = before.outside.text;
    this.device.now = before.device.now;
    this.device.run = before.device.run;
  }

  #options() {
    const { device } = this;
    return { db: device.db, now: () => device.now, monotonic: () => device.now, sealRun };
  }

  /** What a page does before all else. */
  readonly start = async (): Promise<void> => {
    const later = () => () => undefined;
    await new SecondCopy({ ...this.#options(), outside: this.outside, later }).open();
  };

  /** What a page does a few seconds after a commit. */
  async copy(): Promise<void> {
    const { db } = this.device;
    this.outside.marker.write(JSON.stringify(await readIdentity(db)));
    await keepCopies({ ...this.#options(), copies: this.outside.copies }, new Map());
  }

  /** A student takes the device from whoever had it. */
  async enter(student: Student): Promise<void> {
    await this.device.signIn(this.seats[student].ticket, true);
    await new Presence(this.#options()).lockOthers();
  }

  /** The same with all that the page does around it (`services/device-services.ts`). */
  async signIn(student: Student): Promise<void> {
    await this.enter(student);
    await this.device.refresh();
  }

  async leave(): Promise<void> {
    await new Presence(this.#options()).leave(true);
  }

  readonly signedIn = (): Promise<string | null> => readSignedIn(this.device.db);

  /** A tap on Start or Continue: what the page does then (`services/attempts.ts`). */
  async open(student: Student): Promise<void> {
    const { device } = this;
    const { sessionId } = this.seats[student];
    const { tests } = await readDevice(device.db, await this.signedIn());
    const test = tests.find(({ session }) => session.id === sessionId);
    // Received, and gone from this device.
    if (test?.session.listed.maturity === 'COMPLETE' && test.current === null) return;
    await device.open(sessionId);
    const run = device.run === null ? undefined : await device.db.runs.get(device.run);
    if (run !== undefined && (!run.claimed || run.state === 'stranded')) await device.claim(run.run);
  }

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
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    await this.server.rest();
    if (this.server.isDown) await this.server.start();
    thaw();
    await this.device.act(() => this.start());
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
