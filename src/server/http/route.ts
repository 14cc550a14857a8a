import type { z } from 'zod/mini';
import type { Deps } from './deps.ts';
import type { TextBody } from './read-body.ts';
import type { FileBody, SpooledFile } from './spool.ts';

/** Who is asking, as `auth/` found out. Everything they can reach lies in their workspace. */
export type Principal =
  | { kind: 'none' }
  | { kind: 'integrator'; workspaceId: string; appKey: string }
  | { kind: 'staff'; workspaceId: string; username: string; role: 'proctor' | 'admin' }
  | { kind: 'device'; workspaceId: string; studentId: string; deviceId: string }
  | { kind: 'upload'; workspaceId: string; run: string; deviceId: string }
  /** A program that watches over the server, and sees nothing of any workspace. */
  | { kind: 'monitor' };

export type PrincipalKind = Principal['kind'];

type Output<S> = S extends z.ZodMiniType ? z.infer<S> : undefined;

/** Names of a path's parameters: `'id'` of `/api/exam-session/:id/responses`. */
type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

export interface RouteRequest<P extends PrincipalKind, Q, B, Path extends string = string> {
  deps: Deps;
  principal: Extract<Principal, { kind: P }>;
  params: string extends Path ? Record<string, string> : Record<ParamsOf<Path>, string>;
  query: Output<Q>;
  /**
   * Reads and checks the body. Who waits for a turn calls it when that has come: what is made of a body takes ten times the memory of
   * its bytes.
   * @throws ProblemError `malformed`, `too-large` or `invalid`
   */
  readBody(): Output<B>;
  /** Of a route with a `textBody`; empty for every other. */
  text: string;
  /** Of a route with a `fileBody`; null for every other. It is removed when the answer is there. */
  file: SpooledFile | null;
  raw: Request;
}

/**
 * One row of the server: where it is, who may ask, what goes in and out, and what it does. The app is mounted from
 * these and the OpenAPI document is made from them, so that neither can know a route that the other does not.
 * `params` are checked against `identifier` by the app unless a route names another schema in `paramSchemas`.
 */
export interface Route<
  P extends PrincipalKind = PrincipalKind,
  Q extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  B extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  Path extends string = string,
> {
  method: 'GET' | 'POST' | 'PUT';
  /** Hono's form: `/api/exam/:examId`. */
  path: Path;
  operationId: string;
  summary: string;
  tag: 'Exam Session' | 'Companion' | 'Device' | 'Staff' | 'Service';
  /**
   * A GET that changes state, because existing clients call it so: refused as HEAD, as a conditional request, and from a
   * browser's navigation, prefetch or another site's page.
   */
  changesState?: true;
  /** Any of these kinds; `['none']` needs no sign-in. */
  principals: readonly P[];
  /** Refuses some of them, before anything of the body is read. @throws ProblemError */
  refuse?(principal: Extract<Principal, { kind: P }>): void;
  query?: Q;
  body?: B;
  /** Takes text instead of JSON. */
  textBody?: TextBody;
  /** Takes a file, which goes to the disk as it comes. */
  fileBody?: FileBody;
  /** Schemas of path parameters that are not an `identifier`. */
  paramSchemas?: Record<string, z.ZodMiniType>;
  /** The schema of a 200 answer, or its media type when it is not JSON. */
  answer: z.ZodMiniType | { mediaType: string };
  /** Returns the JSON of a 200 answer, or a whole Response. @throws ProblemError */
  handle(request: RouteRequest<P, Q, B, Path>): Promise<unknown>;
}

/** Keeps the types of one route's schemas together; the app forgets them again. */
export function defineRoute<
  const P extends PrincipalKind,
  Q extends z.ZodMiniType | undefined = undefined,
  B extends z.ZodMiniType | undefined = undefined,
  const Path extends string = string,
>(route: Route<P, Q, B, Path>): Route {
  return route as unknown as Route;
}
