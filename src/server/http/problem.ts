import {
  PROBLEM_STATUS,
  PROBLEM_TYPE_PREFIX,
  type Problem,
  type ProblemIssue,
  type ProblemName,
} from '../../shared/contract/problem.ts';

const TITLES: Record<ProblemName, string> = {
  malformed: 'The request cannot be read',
  protocol: 'This app is too old for the server',
  unauthorized: 'Sign in first',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  conflict: 'Not possible in the present state',
  'too-large': 'The body is too large',
  'unsupported-media-type': 'Unsupported media type',
  invalid: 'Invalid input',
  'rate-limited': 'Too many requests',
  internal: 'Something went wrong here',
  unavailable: 'The server cannot store anything now',
};

/** Thrown anywhere below a route; leaves the server as `application/problem+json` (RFC 9457). */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: ProblemName;
  readonly detail: string;
  readonly issues: ProblemIssue[] | undefined;
  readonly headers: Record<string, string>;
  /** Members of the problem beside those that every one has (RFC 9457 §3.2). */
  readonly extensions: Record<string, unknown>;

  constructor(
    problem: ProblemName,
    detail: string,
    extra: {
      issues?: ProblemIssue[];
      headers?: Record<string, string>;
      extensions?: Record<string, unknown>;
    } = {},
  ) {
    super(detail);
    this.problem = problem;
    this.detail = detail;
    this.issues = extra.issues;
    this.headers = extra.headers ?? {};
    this.extensions = extra.extensions ?? {};
  }

  toProblem(): Problem {
    return {
      ...this.extensions,
      type: PROBLEM_TYPE_PREFIX + this.problem,
      title: TITLES[this.problem],
      status: PROBLEM_STATUS[this.problem],
      detail: this.detail,
      ...(this.issues && { issues: this.issues }),
    };
  }
}
