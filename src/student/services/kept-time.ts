import { readAccommodations } from '../../shared/contract/accommodations.ts';
import { timeAllowed, timeLeft } from '../../shared/session/deadline.ts';
import { elapsedOf, hear, look, type RunClock, startOf, wake } from '../../shared/session/run-clock.ts';
import type { TimedRun } from '../db/read-timed.ts';
import { readClock } from '../db/run-clock.ts';
import type { SubmittedTime } from '../db/submit.ts';
import type { TimeView } from '../session/ports.ts';

/** The clocks of this page, at one moment. */
export interface Clocks {
  wall: number;
  /** Milliseconds of a clock that is never set, and stands still while the lid is closed. */
  monotonic: number;
}

/** A word of a server that is older says nothing of the clock as it is now. */
const FRESH_MS = 60_000;

/** The time of one attempt as this page keeps it. Pure but for what it holds: no storage and no clock of its own. */
export class KeptTime {
  timed: TimedRun;
  clock: RunClock;
  /** When the clock that stands in the row was looked at, and the one before, while it is being replaced. */
  #written: number;
  #before: number;
  #seenAt: number | null = null;
  #heard: number | null = null;

  constructor(timed: TimedRun) {
    this.timed = timed;
    this.clock = firstClock(timed);
    this.#written = this.#before = this.clock.wallAt;
  }

  /** The rows were read anew. What another page wrote of the clock takes the place of what this one knows. */
  reread(timed: TimedRun): void {
    this.timed = timed;
    const clock = readClock(timed.run);
    const isKnown = clock.wallAt === this.#written || clock.wallAt === this.#before;
    if (isKnown && clock.told === this.clock.told) return;
    this.clock = clock;
    this.#written = this.#before = clock.wallAt;
    this.#seenAt = null;
  }

  /** Wall time since the clock was written down. */
  get unwrittenMs(): number {
    return Math.abs(this.clock.wallAt - this.#written);
  }

  /** It is being written down as it is now. @returns what it replaces, and what says that it did not come to that */
  write(): { from: number; failed: () => void } {
    const from = this.#written;
    this.#before = from;
    this.#written = this.clock.wallAt;
    return { from, failed: () => (this.#written = from) };
  }

  look({ wall, monotonic }: Clocks): void {
    const { heard } = this.timed;
    const isNews = heard !== null && heard.device !== this.#heard && heard.device <= wall;
    this.#heard = heard?.device ?? null;
    if (isNews && this.#seenAt === null && heard.device >= this.clock.wallAt) {
      // By the service worker or another page, while this one was not there.
      this.clock = hear(look(this.clock, { wall: heard.device, passedMs: null }), heard.server);
      this.clock = look(this.clock, { wall, passedMs: null });
    } else {
      const passedMs = this.#seenAt === null ? null : monotonic - this.#seenAt;
      this.clock = look(this.clock, { wall, passedMs });
      if (isNews && wall - heard.device < FRESH_MS) this.clock = hear(this.clock, heard.server + wall - heard.device);
    }
    this.clock = wake(this.clock);
    this.#seenAt = monotonic;
  }

  get view(): TimeView {
    const { timeLimitSeconds, listed, offsetMs } = this.timed;
    const given = readAccommodations(listed.accommodations);
    const timing = {
      ...given,
      timeLimitSeconds,
      startedAt: startOf(this.clock, offsetMs),
      elapsedMs: elapsedOf(this.clock),
      rests: this.clock.rests,
    };
    const { leftMs, isPaused } = timeLeft(timing) ?? { leftMs: Number.POSITIVE_INFINITY, isPaused: false };
    return { leftMs, isPaused, allowedMs: timeAllowed(timing) ?? leftMs, isOver: false };
  }

  /** When the time is over, by the wall clock; undefined while it stands. */
  get dueAt(): number | undefined {
    const { leftMs, isPaused } = this.view;
    return isPaused ? undefined : this.clock.wallAt + leftMs;
  }

  /** What a submit says of it. */
  get submitted(): SubmittedTime {
    const { jumps, doubtful, unseenMs } = this.clock;
    const endedBy = this.view.leftMs <= 0 ? 'time' : 'student';
    const said = { jumps: [...jumps, ...doubtful], unseenMs: Math.round(unseenMs ?? 0) };
    return { clock: this.clock, said: { endedBy, ...said } };
  }
}

function firstClock({ run, heard }: TimedRun): RunClock {
  const clock = readClock(run);
  if (run.clock !== undefined || heard === null || heard.device > run.startedAt) return clock;
  return { ...clock, startedAtServer: heard.server + run.startedAt - heard.device };
}
