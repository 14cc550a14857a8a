import { z } from 'zod/mini';
import { OperatorError } from './operator-error.ts';
import { PASSWORD_IN_URL } from './store/connect-failure.ts';

z.config(z.locales.en());

/** An empty variable is one that is not set: that is how shells and compose files leave them out. */
const text = z.optional(z.string());
const workspaceId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -'));
const httpUrl = z
  .string()
  .check(z.refine((url) => /^https?:\/\/[^/]+\/?$/.test(url) && URL.canParse(url), 'must be http(s)://host[:port]'));
const port = z
  .string()
  .check(z.refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'must be a number from 0 to 65535'));
const databaseUrl = z.string().check(
  z.refine((url) => /^postgres(ql)?:\/\//.test(url), 'must be postgres://user:password@host/database'),
  z.refine((url) => URL.canParse(url), `cannot be read as postgres://user:password@host/database: ${PASSWORD_IN_URL}`),
);
// RFC 7617 §2: the first colon of the pair ends the key.
const appKey = z.string().check(z.regex(/^[^:\p{Cc}]{1,200}$/u, 'must be 1 to 200 characters without a colon'));

const environment = z.object({
  HOST: z._default(z.string(), '127.0.0.1'),
  PORT: z._default(port, '8080'),
  DATA_DIR: z._default(z.string(), './data'),
  DATABASE_URL: z.optional(databaseUrl),
  PUBLIC_URL: z.optional(httpUrl),
  TLS_CERT: text,
  TLS_KEY: text,
  APP_KEY: z.optional(appKey),
  APP_SECRET: z.optional(z.string().check(z.minLength(8, 'must have at least 8 characters'))),
  WORKSPACE_ID: z._default(workspaceId, 'demo'),
  ADMIN_PASSWORD: z.optional(z.string().check(z.minLength(8, 'must have at least 8 characters'), z.maxLength(200))),
  METRICS_TOKEN: z.optional(
    z.string().check(z.regex(/^\S{16,}$/, 'must have at least 16 characters, none of them a space')),
  ),
  DRAIN_SECONDS: z._default(z.string().check(z.regex(/^([0-9]|[1-5][0-9]|60)$/, 'must be a number from 0 to 60')), '0'),
  LISTEN_FDS: text,
  LISTEN_PID: text,
  DEMO: z._default(z.enum(['0', '1'], 'must be 0 or 1'), '1'),
  LOG_LEVEL: z._default(
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    ),
    'info',
  ),
});

export interface Settings {
  host: string;
  /** 0 picks a free one. */
  port: number;
  dataDir: string;
  /** Of a PostgreSQL database with the rows; without it they are in the data directory. */
  databaseUrl: string | undefined;
  publicUrl: string | undefined;
  /** Paths of a certificate and its key, in PEM. */
  tls: { certPath: string; keyPath: string } | undefined;
  /** The first API key; generated when it is not given. */
  apiKey: { appKey: string; appSecret: string } | undefined;
  workspaceId: string;
  /** Of the first staff account; generated when it is not given. */
  adminPassword: string | undefined;
  /** With which a monitor reads the metrics. */
  metricsToken: string | undefined;
  /** For how long a server that was told to stop goes on, saying that it is not ready. */
  drainSeconds: number;
  /** A socket that is listened on already, handed over by who started this process; instead of `host` and `port`. */
  listenFd: number | undefined;
  demo: boolean;
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
}

/** One line that names the variable and what is wrong with it; never its value, which may be a secret. */
export class SettingsError extends OperatorError {
  override name = 'SettingsError';
}

/** The first descriptor that systemd hands over (sd_listen_fds(3)). */
const FIRST_FD = 3;

/**
 * @param pid of this process
 * @throws SettingsError
 */
export function readSettings(env: Record<string, string | undefined>, pid = process.pid): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingsError(`${issue?.path.join('.')} ${issue?.message}`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: Number(values.PORT),
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.PUBLIC_URL,
    tls: pair('TLS_CERT', values.TLS_CERT, 'TLS_KEY', values.TLS_KEY, (certPath, keyPath) => ({ certPath, keyPath })),
    apiKey: pair('APP_KEY', values.APP_KEY, 'APP_SECRET', values.APP_SECRET, (key, appSecret) => ({
      appKey: key,
      appSecret,
    })),
    workspaceId: values.WORKSPACE_ID,
    adminPassword: values.ADMIN_PASSWORD,
    metricsToken: values.METRICS_TOKEN,
    drainSeconds: Number(values.DRAIN_SECONDS),
    listenFd: handedOver(values.LISTEN_FDS, values.LISTEN_PID, pid),
    demo: values.DEMO === '1',
    logLevel: values.LOG_LEVEL,
  };
}

/** The variables name the process that they are meant for, so that one that it starts takes nothing for its own. */
function handedOver(count: string | undefined, forPid: string | undefined, pid: number): number | undefined {
  if (count === undefined || forPid !== String(pid)) return undefined;
  if (count !== '1') throw new SettingsError(`LISTEN_FDS is ${count}: hand over one socket`);
  return FIRST_FD;
}

function pair<T>(
  firstName: string,
  first: string | undefined,
  secondName: string,
  second: string | undefined,
  both: (first: string, second: string) => T,
): T | undefined {
  if (first !== undefined && second !== undefined) return both(first, second);
  if (first === undefined && second === undefined) return undefined;
  const [there, missing] = first === undefined ? [secondName, firstName] : [firstName, secondName];
  throw new SettingsError(`${there} needs ${missing} too: set both or neither`);
}
