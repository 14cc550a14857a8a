import { z } from 'zod/mini';

/**
 * The closed set of problems (RFC 9457), by what the caller has to do. A device acts on a status only when the body is
 * one of these: a captive portal's or a proxy's answer never is.
 */
export const PROBLEM_STATUS = {
  malformed: 400,
  protocol: 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'too-large': 413,
  'unsupported-media-type': 415,
  invalid: 422,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemName = keyof typeof PROBLEM_STATUS;

export const PROBLEM_TYPE_PREFIX = 'urn:satchel:problem:';

const problemIssue = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  message: z.string(),
});
export type ProblemIssue = z.infer<typeof problemIssue>;

export const problem = z.object({
  type: z.string().check(z.startsWith(PROBLEM_TYPE_PREFIX)),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  issues: z.optional(z.array(problemIssue)),
});
export type Problem = z.infer<typeof problem>;
