import {
  type Accommodations,
  type AccommodationsBody,
  accommodations,
  type ShownAccommodations,
} from '../../shared/contract/accommodations.ts';
import type { SessionState } from '../../shared/contract/set-responses.ts';
import { updateSession } from '../store/session-rows.ts';
import type { Db } from '../store/store.ts';
import type { SessionContext } from './context.ts';
import { loadCurrent } from './load-current.ts';
import { recordEvent } from './record-event.ts';
import { refreshSession, sessionStateOf } from './refresh-session.ts';

/** Of a session's row; null is none. */
export const storedAccommodations = (json: string | null): Accommodations =>
  accommodations.parse(JSON.parse(json ?? '{}'));

export const showAccommodations = (json: string | null): ShownAccommodations => {
  const { timeLimitFactor, extraSeconds, pauses } = storedAccommodations(json);
  return { timeLimitFactor, extraSeconds, paused: isPaused(pauses) };
};

/**
 * Changes what one student gets, of the present attempt and those to come: what is not named stays. The session's revision
 * rises, so that the device fetches it on its next contact. What is so already changes nothing.
 * @throws ProblemError `not-found`
 */
export async function setAccommodations(
  db: Db,
  workspaceId: string,
  sessionId: string,
  body: AccommodationsBody,
  ctx: SessionContext,
): Promise<SessionState> {
  const { session, run, settingsJson } = await loadCurrent(db, workspaceId, sessionId);
  const before = storedAccommodations(session.accommodations_json);
  const after = changed(before, body, ctx.now);
  if (JSON.stringify(after) === JSON.stringify(before)) return sessionStateOf(run, session.revision);

  await updateSession(db, workspaceId, sessionId, { accommodations_json: JSON.stringify(after) });
  await recordEvent(db, run, { kind: 'accommodations', detail: { before, after } }, ctx);
  return refreshSession(db, workspaceId, { session, run, settingsJson }, { revise: true });
}

/** Pauses that are kept: what a device has not heard of by then is long over. */
const MOST_PAUSES = 100;

function changed(before: Accommodations, { paused, ...named }: AccommodationsBody, now: number): Accommodations {
  const { timeLimitFactor = before.timeLimitFactor, extraSeconds = before.extraSeconds } = named;
  return { timeLimitFactor, extraSeconds, pauses: pausesAfter(before.pauses, paused, now).slice(-MOST_PAUSES) };
}

function pausesAfter(pauses: Accommodations['pauses'], paused: boolean | undefined, now: number) {
  if (paused === undefined || paused === isPaused(pauses)) return pauses;
  if (paused) return [...pauses, { from: now, to: null }];
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: Math.max(now, pause.from) } : pause));
}

const isPaused = (pauses: Accommodations['pauses']) => pauses.some(({ to }) => to === null);
