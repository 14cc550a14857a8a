/*
 * How long an attempt has been going on. A device has no clock that can be trusted alone: its wall clock may be set, its
 * monotonic clock belongs to one page and stands still while the lid is closed, and a server is heard only now and then.
 *
 *   start ──── a page is open ────┬── closed, or asleep ──┬──── a page is open ────▶ now
 *           what its monotonic    │  what the wall clock  │
 *           clock saw pass        │  says, until a server │
 *           (`witnessed`)         │  is heard (`unseen`)  │
 *
 * 1. Never less than what the pages saw pass.
 * 2. However the wall clock is set, a stretch that a page saw counts as what it saw.
 * 3. Between two times that a server was heard, its clock says how long the unseen stretches were. When one is heard for the first
 *    time since the start, they are no longer than since then, as it is reckoned from what was heard before.
 * 4. Set ahead and back, or back and ahead, the wall clock leaves no trace in what counts: what an unseen stretch counted is
 *    given back as far as it is set back afterwards, and as far as it was set back before, a stretch ahead counts nothing, until a
 *    server is heard.
 * 5. A wall clock that was set is noted, and changes nothing else.
 */

/** The wall clock moved otherwise than the time did. */
export interface ClockJump {
  /** Wall clock just before it. */
  at: number;
  /** Milliseconds; negative when it was set back. A positive one may be a closed lid, where no server could tell. */
  byMs: number;
}

export interface RunClock {
  /** Wall clock when it was last looked at. */
  wallAt: number;
  /** When a server was last heard, by its clock; null while none was since the start. */
  serverAt: number | null;
  /** From the start until then. */
  settledMs: number;
  /** When it was started, by the clock of the server that was heard last before; left out where none was. */
  startedAtServer?: number | undefined;
  witnessedMs: number;
  /** Null while there was no such stretch. */
  unseenMs: number | null;
  /** How far the wall clock was set back and not ahead again. */
  behindMs: number;
  jumps: ClockJump[];
  /** Jumps ahead that may be a closed lid; the next word of a server tells. */
  doubtful: ClockJump[];
  /** Given back after a submit, and not gone on with since: milliseconds from the start to the submit; null else. */
  restingSince: number | null;
  /** From a submit to what came after its reopening, in milliseconds since the start. */
  rests: Array<[from: number, to: number]>;
  /** How often it was changed otherwise than by looking and hearing: the page that keeps it has to read it anew. */
  told: number;
}

/** How far the clocks of a running page may part between two looks before it counts as a jump. */
const TOLERANCE_MS = 2000;
/** How far the word of a server may be off: it was on its way. */
const HEARING_TOLERANCE_MS = 30_000;
/** Nothing that no page saw is taken to be longer: a clock whose battery was empty starts years ago. */
const LONGEST_UNSEEN_MS = 30 * 24 * 3_600_000;
const MOST_JUMPS = 20;

/** @param wall wall clock at the start, milliseconds since 1970 */
export const startClock = (wall: number): RunClock => ({
  wallAt: wall,
  serverAt: null,
  settledMs: 0,
  witnessedMs: 0,
  unseenMs: null,
  behindMs: 0,
  jumps: [],
  doubtful: [],
  restingSince: null,
  rests: [],
  told: 0,
});

/** Milliseconds since the start. */
export const elapsedOf = ({ settledMs, witnessedMs, unseenMs }: RunClock): number =>
  settledMs + witnessedMs + (unseenMs ?? 0);

/**
 * When the attempt was started, by the server's clock.
 *
 * @param offsetMs server clock minus wall clock as last measured, for as long as no server was heard since the start
 */
export const startOf = (clock: RunClock, offsetMs: number): number =>
  clock.serverAt === null ? clock.wallAt + offsetMs - elapsedOf(clock) : clock.serverAt - clock.settledMs;

/** @param passedMs by the monotonic clock of the page that looked last; null when another page did, or none was open */
export function look(clock: RunClock, { wall, passedMs }: { wall: number; passedMs: number | null }): RunClock {
  return { ...(passedMs === null ? closed(clock, wall) : witnessed(clock, wall, passedMs)), wallAt: wall };
}

function witnessed(clock: RunClock, wall: number, passedMs: number): RunClock {
  const gap = wall - clock.wallAt - passedMs;
  const seen = { ...clock, witnessedMs: clock.witnessedMs + Math.max(0, passedMs) };
  if (Math.abs(gap) <= TOLERANCE_MS) return seen;
  if (gap < 0) return setBack(seen, gap);
  const ahead = unseen(seen, gap);
  // Nothing of it counts, until a server says that it was a closed lid.
  if (elapsedOf(ahead) === elapsedOf(seen)) return noted(ahead, [jumpOf(clock, gap)]);
  return { ...ahead, doubtful: [...clock.doubtful, jumpOf(clock, gap)].slice(-MOST_JUMPS) };
}

function closed(clock: RunClock, wall: number): RunClock {
  const moved = wall - clock.wallAt;
  const next = { ...clock, unseenMs: clock.unseenMs ?? 0 };
  if (moved < -TOLERANCE_MS) return setBack(next, moved);
  if (moved > LONGEST_UNSEEN_MS) return noted(next, [jumpOf(clock, moved)]);
  return unseen(next, Math.max(0, moved));
}

function unseen(clock: RunClock, ms: number): RunClock {
  if (ms > LONGEST_UNSEEN_MS) return clock;
  const again = Math.min(ms, clock.behindMs);
  return { ...clock, behindMs: clock.behindMs - again, unseenMs: (clock.unseenMs ?? 0) + ms - again };
}

/** Takes back what unseen stretches counted too much, should it have been this same clock that was ahead. */
function setBack(clock: RunClock, byMs: number): RunClock {
  const unseenMs = clock.unseenMs === null ? null : Math.max(0, clock.unseenMs + byMs);
  const behindMs = clock.behindMs - byMs - ((clock.unseenMs ?? 0) - (unseenMs ?? 0));
  return { ...noted(clock, [...clock.doubtful, jumpOf(clock, byMs)]), unseenMs, behindMs, doubtful: [] };
}

const jumpOf = ({ wallAt }: RunClock, byMs: number): ClockJump => ({ at: wallAt, byMs: Math.round(byMs) });

const noted = (clock: RunClock, jumps: ClockJump[]): RunClock => ({
  ...clock,
  jumps: [...clock.jumps, ...jumps].slice(-MOST_JUMPS),
});

/**
 * A server was heard.
 *
 * @param clock as of this moment (`look` comes first)
 * @param serverAt its clock at this moment, milliseconds since 1970
 */
export function hear(clock: RunClock, serverAt: number): RunClock {
  const { unseenMs, witnessedMs, doubtful, wallAt } = clock;
  if (unseenMs === null) return settle(noted(clock, doubtful), serverAt);
  if (clock.serverAt === null) {
    const most = serverAt - (clock.startedAtServer ?? Number.NEGATIVE_INFINITY) - witnessedMs;
    return settle({ ...noted(clock, doubtful), unseenMs: Math.min(unseenMs, Math.max(0, most)) }, serverAt);
  }
  const truth = Math.max(0, serverAt - clock.serverAt - witnessedMs);
  const tooLittle = truth - unseenMs;
  const told = { ...clock, unseenMs: truth };
  // The lid was closed for so long, and nobody set the clock.
  if (Math.abs(tooLittle) <= HEARING_TOLERANCE_MS) return settle(told, serverAt);
  if (tooLittle < 0 && doubtful.length > 0) return settle(noted(told, doubtful), serverAt);
  return settle(noted(told, [{ at: wallAt, byMs: -Math.round(tooLittle) }]), serverAt);
}

const settle = (clock: RunClock, serverAt: number): RunClock => ({
  ...clock,
  serverAt,
  settledMs: elapsedOf(clock),
  witnessedMs: 0,
  unseenMs: null,
  doubtful: [],
});

/** The attempt began on another device, or in a database that was lost: `elapsedMs` ago, as the server was told then. */
export function adopt(clock: RunClock, elapsedMs: number): RunClock {
  return { ...clock, settledMs: clock.settledMs + Math.max(0, elapsedMs - elapsedOf(clock)), told: clock.told + 1 };
}

/** The attempt was given back after its submit: what passes until somebody opens it takes nothing from its time. */
export const rest = (clock: RunClock): RunClock => ({
  ...clock,
  restingSince: elapsedOf(clock),
  told: clock.told + 1,
});

/** Somebody goes on with it. */
export const wake = (clock: RunClock): RunClock =>
  clock.restingSince === null
    ? clock
    : { ...clock, restingSince: null, rests: [...clock.rests, [clock.restingSince, elapsedOf(clock)]] };
