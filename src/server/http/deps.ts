import type { FailureLimit } from '../auth/failure-limit.ts';
import type { PasswordCheck } from '../auth/password-check.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Readiness } from '../readiness.ts';
import type { Store } from '../store/store.ts';
import type { Spool } from './spool.ts';

/** What every route works with. Clock and randomness come in here, so that a test decides both. */
export interface Deps {
  store: Store;
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: () => number;
  /** Milliseconds that have passed since some beginning, whatever the clock was set to. */
  elapsed: () => number;
  /** A new unguessable id, 22 URL-safe characters (128 bits). */
  randomId: () => string;
  randomBytes: (count: number) => Buffer;
  /** The workspace that a staff sign-in without one means. */
  defaultWorkspaceId: string;
  /** The address that users know the server by, when it is not the one that requests name (behind a proxy). */
  publicUrl: string | undefined;
  passwords: PasswordCheck;
  /** Counts wrong passwords of staff, on all servers of the store. */
  staffSignIns: FailureLimit;
  /** Counts wrong tickets, by ticket and by device. */
  deviceSignIns: FailureLimit;
  readiness: Readiness;
  metrics: Metrics;
  /** With which metrics may be read, beside the keys and accounts of the default workspace; undefined for no such. */
  metricsToken: string | undefined;
  /** Where large bodies wait. */
  spool: Spool;
  /** Structured log; never an answer, a ticket or a secret. */
  log: Log;
}

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}
