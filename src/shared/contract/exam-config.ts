import { z } from 'zod/mini';
import { normalizeRoomCode } from '../lib/room-code.ts';
import { base64url, identifier } from './ids.ts';

const flag = z._default(z.boolean(), false);
const instant = z.iso.datetime({ offset: true });

export const attemptResolutionMode = z.enum(['HIGHEST', 'LATEST', 'FIRST', 'AVERAGE']);
export type AttemptResolutionMode = z.infer<typeof attemptResolutionMode>;

/**
 * How an exam is administered. Strict: a setting that this server does not know, or knows and does not honour yet, is
 * refused and never ignored, because a secure test must not ship open.
 */
export const examConfigSettings = z.strictObject({
  allowRetakes: flag,
  maxAttempts: z._default(z.nullable(z.int().check(z.positive(), z.maximum(1000))), null),
  enableReadAloud: flag,
  enableHighlighter: flag,
  /** Notes on what is highlighted; they bring the highlighter. */
  enableNotes: flag,
  enableAnswerEliminator: flag,
  enableLineReader: flag,
  calculator: z._default(z.nullable(z.enum(['basic', 'scientific'])), null),
  /** Shows the reference sheet of the exam. */
  enableReferenceSheet: flag,
  showScoreOnComplete: flag,
  showCorrectAnswersOnComplete: flag,
  shuffleOptions: flag,
  shuffleItems: flag,
  attemptResolutionStrategy: z._default(z.strictObject({ mode: attemptResolutionMode }), { mode: 'HIGHEST' }),
  timeLimitSeconds: z._default(z.nullable(z.int().check(z.positive())), null),
  window: z._default(
    z.strictObject({ opensAt: z._default(z.nullable(instant), null), closesAt: z._default(z.nullable(instant), null) }),
    { opensAt: null, closesAt: null },
  ),
  keyRelease: z._default(z.enum(['server', 'code', 'submit']), 'server'),
  startCode: z._default(z.nullable(z.string()), null),
  /** Locks the test when its student is elsewhere for longer than a moment, until a proctor types `proctorCode`. */
  lockOnLeave: flag,
  proctorCode: z._default(
    z.nullable(
      z
        .string()
        .check(
          z.refine(
            (code) => normalizeRoomCode(code) !== null,
            'must be 10 to 40 letters and digits, without I, O, 0 and 1',
          ),
        ),
    ),
    null,
  ),
  deviceMove: z._default(z.enum(['proctor', 'student']), 'student'),
});
export type ExamConfigSettings = z.infer<typeof examConfigSettings>;

/** The body of `POST /api/exam/:examId/config` and `PUT /api/exam-config/:id`. */
export const examConfigBody = z.object({ config: examConfigSettings });

export const examConfigAnswer = z.object({
  examConfig: z.object({ id: identifier, examId: identifier, config: examConfigSettings }),
  /** The same once more, so that what GET answers can be changed and PUT back. */
  config: examConfigSettings,
});

/** What a proctor code is checked against without a network: PBKDF2-SHA-256 of it, 32 bytes. */
export const leaveLock = z.object({ salt: base64url, iterations: z.int().check(z.positive()), verifier: base64url });
export type LeaveLock = z.infer<typeof leaveLock>;

/** What a student has at hand beside the questions. */
export type Tool =
  | 'readAloud'
  | 'highlighter'
  | 'notes'
  | 'answerEliminator'
  | 'lineReader'
  | 'basicCalculator'
  | 'scientificCalculator'
  | 'referenceSheet';

/** What a device is told of a config: what it acts upon, and nothing secret. */
export const deviceConfig = z.object({
  shuffleOptions: z.boolean(),
  shuffleItems: z.boolean(),
  showScoreOnComplete: z.boolean(),
  showCorrectAnswersOnComplete: z.boolean(),
  allowRetakes: z.boolean(),
  keyRelease: z.enum(['server', 'code', 'submit']),
  /** Left out without a limit. */
  timeLimitSeconds: z.optional(z.number()),
  window: z.object({ opensAt: z.nullable(z.string()), closesAt: z.nullable(z.string()) }),
  /** Each a `Tool`, or one of a newer server that this app does not have; left out where there is none. */
  tools: z.optional(z.array(z.string())),
  /** There with `lockOnLeave`. */
  leaveLock: z.optional(leaveLock),
});
export type DeviceConfig = z.infer<typeof deviceConfig>;
