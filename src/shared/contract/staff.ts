import { z } from 'zod/mini';
import { identifier, randomId } from './ids.ts';
import { maturity } from './maturity.ts';
import { submitClock } from './submit-clock.ts';

export const staffSignInBody = z.object({
  username: z.string().check(z.minLength(1), z.maxLength(100)),
  password: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Left out on a server with one workspace. */
  workspaceId: z.optional(z.string()),
});
export const staffMember = z.object({
  username: z.string(),
  role: z.enum(['proctor', 'admin']),
  workspace: z.object({ id: z.string(), name: z.string() }),
});
export type StaffMember = z.infer<typeof staffMember>;

/** `GET /api/staff/exam-configs`: what can be administered. */
export const staffConfigs = z.object({
  items: z.array(
    z.object({
      id: identifier,
      examId: identifier,
      examName: z.string(),
      createdAt: z.string(),
      sessions: z.int(),
      complete: z.int(),
      /** Lets a student in again who left a test that locks; null where it does not. */
      proctorCode: z.nullable(z.string()),
    }),
  ),
  nextToken: z.nullable(z.string()),
});

const staffSessionRow = z.object({
  id: identifier,
  studentId: z.string(),
  name: z.string(),
  ticket: z.string(),
  maturity,
  attempt: z.int(),
  answered: z.int(),
  questions: z.int(),
  scoreActual: z.nullable(z.number()),
  lastContactAt: z.nullable(z.string()),
  /** Answers that wait for staff: stranded with another value, or quarantined. */
  needsAttention: z.int(),
  /** Answers that came from elsewhere and wait no more: filled in at once, taken or dismissed. */
  settled: z.int(),
  holder: z.nullable(randomId),
  canRetake: z.boolean(),
  /** How long the student has for an attempt; null without a limit. */
  time: z.nullable(
    z.object({
      /** Of the config. */
      limitSeconds: z.int(),
      /** With what this student gets on top. */
      allowedSeconds: z.int(),
      timeLimitFactor: z.number(),
      extraSeconds: z.int(),
      paused: z.boolean(),
    }),
  ),
  /** What the device said of its clock with the submit of the current attempt. */
  clock: z.nullable(submitClock),
  /** Runs that a reset or retake put away, newest first. */
  archivedRuns: z.array(
    z.object({ run: z.string(), attempt: z.int(), answered: z.int(), archivedAt: z.string(), reason: z.string() }),
  ),
});
export type StaffSessionRow = z.infer<typeof staffSessionRow>;

/** `GET /api/staff/exam-config/:id/board`: one row a session. */
export const staffBoard = z.object({
  now: z.string(),
  items: z.array(staffSessionRow),
  nextToken: z.nullable(z.string()),
});
export type StaffBoard = z.infer<typeof staffBoard>;

/** `GET /api/staff/exam-session/:id`: the same row alone, with the test that it is of. */
export const staffSession = z.object({
  now: z.string(),
  examConfig: z.object({ id: identifier, examName: z.string() }),
  session: staffSessionRow,
});
export type StaffSession = z.infer<typeof staffSession>;

/** `GET /api/staff/devices`: may I collect this Chromebook? */
export const staffDevices = z.object({
  now: z.string(),
  items: z.array(
    z.object({
      deviceId: randomId,
      students: z.array(z.string()),
      lastContactAt: z.string(),
      mayCollect: z.enum(['yes', 'no', 'ask']),
      reason: z.string(),
      /** What else staff should know: a lost database, a full disk. A sentence each. */
      notes: z.array(z.string()),
      /** The last "Check this device": what was not fine then, a sentence each. Null when it was never made. */
      checked: z.nullable(z.object({ at: z.string(), wrong: z.array(z.string()) })),
      /** When staff last said that received tests are to be removed from it. */
      clearReceivedAt: z.nullable(z.string()),
    }),
  ),
  nextToken: z.nullable(z.string()),
});
export type StaffDevice = z.infer<typeof staffDevices>['items'][number];

export const restoreBody = z.object({ run: randomId });
