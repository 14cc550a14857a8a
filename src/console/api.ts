import type { z } from 'zod/mini';
import { problem } from '../shared/contract/problem.ts';

export type ApiResult<T> = { ok: true; data: T } | { ok: false; status: number | null; detail: string };

/**
 * Asks the server as the signed-in member of staff.
 * @returns the parsed answer, or what went wrong in words that can be shown; `status` is null without an answer of ours
 */
export function callApi<T extends z.ZodMiniType>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  answer: T,
  body?: unknown,
): Promise<ApiResult<z.infer<T>>> {
  const json = { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  return ask(path, { method, ...(body !== undefined && json) }, answer);
}

/** Sends a file as text, likewise. */
export function sendText<T extends z.ZodMiniType>(path: string, answer: T, text: Blob): Promise<ApiResult<z.infer<T>>> {
  return ask(path, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: text }, answer);
}

async function ask<T extends z.ZodMiniType>(
  path: string,
  init: RequestInit,
  answer: T,
): Promise<ApiResult<z.infer<T>>> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
  } catch {
    return { ok: false, status: null, detail: 'The server cannot be reached. What is shown here may be old.' };
  }
  const json: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const parsed = answer.safeParse(json);
    if (parsed.success) return { ok: true, data: parsed.data };
    return { ok: false, status: null, detail: 'The answer did not come from this server. Check the network.' };
  }
  const parsed = problem.safeParse(json);
  if (!parsed.success)
    return { ok: false, status: null, detail: 'Something between here and the server answered instead of it.' };
  const issues = parsed.data.issues?.map((issue) => issue.message).join(' ') ?? '';
  return {
    ok: false,
    status: response.status,
    detail: [parsed.data.detail ?? parsed.data.title, issues].join(' ').trim(),
  };
}
