import type { z } from 'zod/mini';
import { PROBLEM_STATUS, PROBLEM_TYPE_PREFIX, type ProblemName, problem } from '../../shared/contract/problem.ts';

/** How a request ended. `body` is the parsed JSON, undefined when it was none. */
export type Exchange =
  | { kind: 'failed' }
  | { kind: 'response'; status: number; body: unknown; retryAfterMs: number | null };

/** Where in Set Responses a question stands that the server named. */
export interface NamedQuestion {
  item: number;
  question: number;
  reason: string;
}

/** What a device does about an exchange. A closed set; nothing in it deletes anything. */
export type Verdict<T> =
  | { action: 'ok'; answer: T }
  /** `network`: nothing else gets through either. `request`: this very request fails, others may not. */
  | { action: 'retry'; scope: 'network' | 'request'; retryAfterMs: number | null }
  | { action: 'halve' }
  | { action: 'sign-in' }
  | { action: 'quarantine'; named: NamedQuestion[] }
  /** Needs attention: kept, and tried again every hour. */
  | { action: 'strand'; problem: ProblemName }
  | { action: 'update' };

/**
 * Pure and total. A status counts only when the body parses as Satchel's own: a 200 as the answer that was asked for,
 * anything else as a problem of a known type that belongs to its status. A captive portal's 200, a school filter's 403
 * and a proxy's 413 are all the same: not our server, try again.
 *
 * @param answer the schema of a 200
 */
export function classify<T>(exchange: Exchange, answer: z.ZodMiniType<T>): Verdict<T> {
  if (exchange.kind === 'failed') return again;
  if (exchange.status === 200) {
    const parsed = answer.safeParse(exchange.body);
    return parsed.success ? { action: 'ok', answer: parsed.data } : again;
  }
  const said = ourProblem(exchange);
  if (said === null) return again;
  switch (said.name) {
    case 'rate-limited':
    case 'unavailable':
      return { action: 'retry', scope: 'network', retryAfterMs: exchange.retryAfterMs };
    case 'internal':
      return { action: 'retry', scope: 'request', retryAfterMs: exchange.retryAfterMs };
    case 'too-large':
      return { action: 'halve' };
    case 'unauthorized':
      return { action: 'sign-in' };
    case 'protocol':
      return { action: 'update' };
    case 'invalid':
      return said.named.length > 0
        ? { action: 'quarantine', named: said.named }
        : { action: 'strand', problem: said.name };
    case 'malformed':
    case 'forbidden':
    case 'not-found':
    case 'method-not-allowed':
    case 'conflict':
    case 'unsupported-media-type':
      return { action: 'strand', problem: said.name };
  }
}

const again = { action: 'retry', scope: 'network', retryAfterMs: null } as const;

function ourProblem(exchange: { status: number; body: unknown }): { name: ProblemName; named: NamedQuestion[] } | null {
  const parsed = problem.safeParse(exchange.body);
  if (!parsed.success) return null;
  const name = parsed.data.type.slice(PROBLEM_TYPE_PREFIX.length);
  if (!isProblemName(name) || PROBLEM_STATUS[name] !== exchange.status) return null;
  const named = (parsed.data.issues ?? []).flatMap(({ path, message }): NamedQuestion[] => {
    const [responses, item, questions, question] = path;
    if (responses !== 'responses' || questions !== 'questions') return [];
    return typeof item === 'number' && typeof question === 'number' ? [{ item, question, reason: message }] : [];
  });
  return { name, named };
}

const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEM_STATUS, name);
