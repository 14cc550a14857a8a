import { signInAnswer } from '../../shared/contract/device.ts';
import { PROBLEM_STATUS } from '../../shared/contract/problem.ts';
import { normalizeTicket } from '../../shared/lib/ticket.ts';
import type { SatchelDatabase } from '../db/database.ts';
import { readDeviceId } from '../db/identity.ts';
import { signInOffline, signInOnline } from '../db/partitions.ts';
import { isDiskFull } from '../db/storage-failure.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';

export interface SignInOptions {
  db: SatchelDatabase;
  http: Http;
  now: () => number;
  /** False when the device knows that there is no network. */
  online: boolean;
  /** Iterations of PBKDF2, when not the product's. */
  iterations?: number | undefined;
}

export type SignedIn =
  | { ok: true; partition: string; online: boolean }
  | { ok: false; reason: 'wrong-ticket' | 'no-network' | 'slow-down' | 'server' | 'storage'; detail: string };

/** A student stands in front of it, and a ticket that works here needs no network: not the uploader's 30 s. */
const PATIENCE_MS = 10_000;

const WRONG = 'This ticket is not right. Look at it again, letter by letter.';
const NO_NETWORK = 'There is no network, and nobody with this ticket has signed in on this device before.';

/** Signs in with the server where it answers, and with what is on this device where it does not. */
export async function signIn(options: SignInOptions, typed: string): Promise<SignedIn> {
  const ticket = normalizeTicket(typed);
  if (ticket === null) return { ok: false, reason: 'wrong-ticket', detail: WRONG };
  try {
    const asked = options.online ? await askServer(options, ticket) : undecided('no-network', NO_NETWORK);
    return asked.final ? asked.result : ((await askDevice(options, ticket)) ?? asked.result);
  } catch (error) {
    const detail = isDiskFull(error)
      ? 'The storage of this device is full.'
      : 'The storage of this device does not work.';
    return { ok: false, reason: 'storage', detail };
  }
}

/** A server that did not decide leaves it to the device; `result` is for a ticket that the device does not know either. */
interface Asked {
  final: boolean;
  result: SignedIn;
}

const decided = (result: SignedIn): Asked => ({ final: true, result });
const refused = (...[reason, detail]: Refusal): Asked => decided({ ok: false, reason, detail });
const undecided = (...[reason, detail]: Refusal): Asked => ({ final: false, result: { ok: false, reason, detail } });
type Refusal = [reason: Extract<SignedIn, { ok: false }>['reason'], detail: string];

async function askServer({ db, http, iterations }: SignInOptions, ticket: string): Promise<Asked> {
  const body = { ticket, deviceId: await readDeviceId(db) };
  const exchange = await http.request('/api/device/sign-in', { method: 'POST', body, patienceMs: PATIENCE_MS });
  const verdict = classify(exchange, signInAnswer);
  switch (verdict.action) {
    case 'ok':
      return decided({ ok: true, online: true, partition: await signInOnline(db, ticket, verdict.answer, iterations) });
    case 'retry': {
      // Only ours says when to come back.
      if (verdict.retryAfterMs === null) return undecided('no-network', NO_NETWORK);
      const isTooOften = exchange.kind === 'response' && exchange.status === PROBLEM_STATUS['rate-limited'];
      return undecided(isTooOften ? 'slow-down' : 'server', waitFor(verdict.retryAfterMs));
    }
    case 'sign-in':
      return refused('wrong-ticket', WRONG);
    case 'update':
      return refused('server', 'This app is too old for the server. Reload it, then sign in.');
    case 'strand':
      if (verdict.problem === 'not-found' || verdict.problem === 'invalid') return refused('wrong-ticket', WRONG);
      return refused('server', 'The server does not let this device sign in.');
    case 'halve':
    case 'quarantine':
      return refused('server', 'The server did not understand this device.');
  }
}

/** @returns null when nobody with this ticket was here before */
async function askDevice({ db, now }: SignInOptions, ticket: string): Promise<SignedIn | null> {
  const signedIn = await signInOffline(db, ticket, now());
  if (signedIn.ok) return { ...signedIn, online: false };
  switch (signedIn.reason) {
    case 'slow-down':
      return { ok: false, reason: 'slow-down', detail: waitFor(signedIn.waitMs) };
    case 'unknown':
      return null;
    case 'wrong-ticket':
      return { ok: false, reason: 'wrong-ticket', detail: WRONG };
  }
}

const waitFor = (ms: number) => {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60
    ? `Wait ${seconds} seconds, then try again.`
    : `Wait ${Math.ceil(seconds / 60)} minutes, then try again.`;
};
