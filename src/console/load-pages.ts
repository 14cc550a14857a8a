import type { z } from 'zod/mini';
import { type ApiResult, callApi } from './api.ts';

export type PageSchema = z.ZodMiniType<{ items: unknown[]; nextToken: string | null }>;

/** Loads a list whole: all of its pages behind one another. */
export async function loadPages<T extends PageSchema>(path: string, schema: T): Promise<ApiResult<z.infer<T>>> {
  let result = await callApi('GET', path, schema);
  if (!result.ok) return result;
  const whole = result.data;
  const more = `${path}${path.includes('?') ? '&' : '?'}nextToken=`;
  while (result.ok && result.data.nextToken !== null) {
    result = await callApi('GET', more + encodeURIComponent(result.data.nextToken), schema);
    if (!result.ok) return result;
    whole.items.push(...result.data.items);
  }
  return { ok: true, data: whole };
}
