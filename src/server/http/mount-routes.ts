import type { Context, Hono } from 'hono';
import type { z } from 'zod/mini';
import { identifier } from '../../shared/contract/ids.ts';
import { jsonAnswer } from './answer-headers.ts';
import type { AppEnv } from './app-env.ts';
import { type Authenticate, createAuthenticate } from './authenticate.ts';
import type { Deps } from './deps.ts';
import { endWhenStalled } from './end-when-stalled.ts';
import { refuseAccidentalGet } from './fetch-metadata.ts';
import { parseInput } from './parse-input.ts';
import { ProblemError } from './problem.ts';
import { readJson, readTextBody, receiveJson } from './read-body.ts';
import { readQuery } from './read-query.ts';
import type { Principal, Route } from './route.ts';
import type { Turns } from './turns.ts';

export interface MountOptions {
  /** How many batches of devices are at work at once. */
  desk: Turns;
  /** Milliseconds without a byte of a body, after which it is given up. */
  stalledMs: number;
}

/** Puts every route in its place, and answers 405 for the verbs that a path does not have. */
export function mountRoutes(app: Hono<AppEnv>, deps: Deps, routes: readonly Route[], options: MountOptions): void {
  const tools = { deps, authenticate: createAuthenticate(deps), ...options };
  const methods = new Map<string, Set<string>>();
  for (const route of routes) {
    const known = methods.get(route.path) ?? new Set();
    known.add(route.method);
    if (route.method === 'GET' && !route.changesState) known.add('HEAD');
    methods.set(route.path, known);
    app.on(route.method, route.path, (c) => answer(c, route, tools));
  }
  for (const [path, known] of methods) {
    app.all(path, (c) => {
      c.set('pattern', path);
      throw new ProblemError('method-not-allowed', `${c.req.raw.method} is not one of ${[...known].join(', ')}.`, {
        headers: { Allow: [...known].join(', ') },
      });
    });
  }
}

interface Tools extends MountOptions {
  deps: Deps;
  authenticate: Authenticate;
}

/** The guards come in the order of what they cost: nothing is taken in of a body before its sender is known. */
async function answer(c: Context<AppEnv>, route: Route, tools: Tools): Promise<Response> {
  const { deps, authenticate, desk, stalledMs } = tools;
  c.set('pattern', route.path);
  const request = c.req.raw;
  if (route.changesState) refuseAccidentalGet(request);
  const asking = await authenticate(request, route.principals);
  // `authenticate` has checked that it is one of the route's kinds; the row's own types are gone by now.
  const principal = asking as Extract<Principal, { kind: 'none' }>;
  route.refuse?.(principal);
  const params = readParams(route, c.req.param());
  const query = route.query && parseInput(route.query, queryOf(request.url));
  const receive = <T>(read: () => Promise<T>) => endWhenStalled(c.env?.incoming, stalledMs, read);
  const sent = route.body && (await receive(() => receiveJson(request)));
  const { textBody } = route;
  const text = textBody ? await receive(() => readTextBody(request, textBody)) : '';
  const file = route.fileBody ? await deps.spool.receive(request, route.fileBody) : null;
  const schema = route.body;
  const readBody = () => schema && sent && parseInput(schema, readJson(sent));
  const urgency = asking.kind === 'upload' ? (c.get('urgency') ?? 'answers') : undefined;
  if (urgency) await desk.take(urgency);
  try {
    const answered = await route.handle({ deps, principal, params, query, readBody, text, file, raw: request });
    return isResponse(answered) ? answered : jsonAnswer(c, answered);
  } finally {
    if (urgency) desk.end(urgency);
    await file?.remove();
  }
}

/** Nearly no request has one, and an address is taken apart for nothing else. */
const queryOf = (url: string) => (url.includes('?') ? readQuery(new URL(url).searchParams) : {});

const NOT_FOUND = 'There is nothing of this name here.';

/** An id that cannot be is one that is not there, unless it is the one to be created. */
function readParams(route: Route, params: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(params)) {
    const schema: z.ZodMiniType = route.paramSchemas?.[name] ?? identifier;
    const parsed = schema.safeParse(value);
    if (parsed.success) continue;
    if (route.method !== 'PUT') throw new ProblemError('not-found', NOT_FOUND);
    const issues = parsed.error.issues.map(({ message }) => ({ path: [name], message }));
    throw new ProblemError('invalid', `${name}: ${issues[0]?.message}`, { issues });
  }
  return params;
}

/** By tag and not by class: the adapter for Node replaces the class, and `Response.json` still makes one of the old. */
function isResponse(answered: unknown): answered is Response {
  return Object.prototype.toString.call(answered) === '[object Response]';
}
