import type { Maturity } from '../contract/maturity.ts';

/*
 * Where a session's current attempt stands, for both sides. The table is total: every event has an answer in every
 * state.
 *
 *               start | respond                    submit
 *  NOT_STARTED -----------------> IN_PROGRESS -----------------> COMPLETE
 *       ^  ^                          |  ^                         | |
 *       |  +--------- reset ----------+  +-------- reopen ---------+ |
 *       +------------------ reset | retake (attempt + 1) ------------+
 *
 * `submit` from NOT_STARTED passes through IN_PROGRESS. `start`, `respond` and `reopen` leave IN_PROGRESS, and `reset`
 * leaves NOT_STARTED, as it is. Repeats of a submit and late answers of a complete attempt are told apart before they
 * get here: they move nothing.
 */
export type MaturityEvent = 'start' | 'respond' | 'submit' | 'reset' | 'reopen' | 'retake';

export type Transition = { kind: 'to'; maturity: Maturity } | { kind: 'refused'; reason: string };

const to = (maturity: Maturity): Transition => ({ kind: 'to', maturity });
const refused = (reason: string): Transition => ({ kind: 'refused', reason });

const NOTHING_RECEIVED = 'nothing was received yet';
const NOT_SUBMITTED = 'the attempt has not been submitted yet';
const SUBMITTED_ALREADY = 'the attempt has been submitted already';

const TABLE: Record<Maturity, Record<MaturityEvent, Transition>> = {
  NOT_STARTED: {
    start: to('IN_PROGRESS'),
    respond: to('IN_PROGRESS'),
    submit: to('COMPLETE'),
    reset: to('NOT_STARTED'),
    reopen: refused(NOTHING_RECEIVED),
    retake: refused(NOT_SUBMITTED),
  },
  IN_PROGRESS: {
    start: to('IN_PROGRESS'),
    respond: to('IN_PROGRESS'),
    submit: to('COMPLETE'),
    reset: to('NOT_STARTED'),
    reopen: to('IN_PROGRESS'),
    retake: refused(NOT_SUBMITTED),
  },
  COMPLETE: {
    start: refused(SUBMITTED_ALREADY),
    respond: refused(SUBMITTED_ALREADY),
    submit: refused(SUBMITTED_ALREADY),
    reset: to('NOT_STARTED'),
    reopen: to('IN_PROGRESS'),
    retake: to('NOT_STARTED'),
  },
};

/** What `event` does to an attempt; a reason is for the person who asked. `retake.ts` adds what the config says. */
export const transition = (maturity: Maturity, event: MaturityEvent): Transition => TABLE[maturity][event];
