import { useCallback } from 'preact/hooks';
import type { z } from 'zod/mini';
import { loadPages, type PageSchema } from '../load-pages.ts';
import { type Loaded, useEvery } from './use-every.ts';

/** Loads a list of staff data, all of its pages, and again every `everyMs` while it is on screen. */
export function useLoaded<T extends PageSchema>(path: string, schema: T, everyMs: number): Loaded<z.infer<T>> {
  const load = useCallback(() => loadPages(path, schema), [path, schema]);
  return useEvery(load, everyMs);
}
