import { z } from 'zod/mini';
import { deviceSession } from './device-session.ts';
import { counter, epochMs, randomId, sha256Hex } from './ids.ts';
import { preflight } from './preflight.ts';
import { publicKey } from './receipt.ts';
import { responsesByItem } from './response.ts';
import { sessionView } from './session-view.ts';
import { seqsByItem, sessionState } from './set-responses.ts';

export const signInBody = z.object({
  /** As typed: case, spaces and hyphens do not matter. */
  ticket: z.string().check(z.minLength(1), z.maxLength(40)),
  deviceId: randomId,
});
export const signInAnswer = z.object({
  token: z.string(),
  student: z.object({ id: z.string(), name: z.string() }),
  workspace: z.object({ id: z.string(), name: z.string() }),
});
export type SignInAnswer = z.infer<typeof signInAnswer>;

export const deviceSessionsAnswer = z.object({
  storeId: z.string(),
  now: epochMs,
  publicKeys: z.array(publicKey),
  student: z.object({ id: z.string(), name: z.string() }),
  items: z.array(deviceSession),
  /** Staff want the tests that were received until then removed from this device. Server clock. */
  clearReceivedAt: z.optional(epochMs),
  nextToken: z.nullable(z.string()),
});
export type DeviceSessionsAnswer = z.infer<typeof deviceSessionsAnswer>;

export const claimBody = z.object({ run: randomId, writer: randomId, package: sha256Hex });
export const claimAnswer = z.object({
  storeId: z.string(),
  now: epochMs,
  examSession: sessionState,
  responses: responsesByItem,
  view: z.optional(sessionView),
  /**
   * Questions whose response came from this device past its disk, each with the change of this writer that it came after: what
   * the database has of it up to there is the older answer.
   */
  later: z.optional(seqsByItem),
});
export type ClaimAnswer = z.infer<typeof claimAnswer>;

export const retakeAnswer = z.object({ storeId: z.string(), now: epochMs, examSession: sessionState });

/** What a device says of itself, so that staff know whether it may be collected. */
export const deviceReport = z.object({
  deviceId: randomId,
  /** Answers on this device that no server has acknowledged. */
  unsentAnswers: counter,
  /** Submitted tests whose receipt has not come. */
  waitingSubmits: counter,
  /** Tests with something that a person has to look at. */
  needsAttention: counter,
  /** Answers on this device that can be read here, sent or not. */
  answers: z.optional(counter),
  /** Its browser lost all of it: how often so far, and how many tests were put back from the second copy. */
  lost: z.optional(z.object({ times: counter, rescued: counter })),
  storage: z.optional(z.object({ persisted: z.boolean(), usage: z.number(), quota: z.number() })),
  /** The last "Check this device". */
  preflight: z.optional(preflight),
  appVersion: z.optional(z.string().check(z.maxLength(100))),
});
export type DeviceReport = z.infer<typeof deviceReport>;
