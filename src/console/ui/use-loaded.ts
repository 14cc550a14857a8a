import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { z } from 'zod/mini';
import { callApi } from '../api.ts';

export interface Loaded<T> {
  data: T | null;
  /** What went wrong with the latest try; `data` is then what was there before. */
  trouble: string | null;
  reload: () => void;
}

/** Loads a page of staff data, all of its pages behind one another, and again every `everyMs` while it is on screen. */
export function useLoaded<T extends z.ZodMiniType<{ items: unknown[]; nextToken: string | null }>>(
  path: string,
  schema: T,
  everyMs: number,
): Loaded<z.infer<T>> {
  const [data, setData] = useState<z.infer<T> | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  // Only the latest load may show: an older one that answers late knows less.
  const latest = useRef(0);

  const reload = useCallback(() => {
    const mine = ++latest.current;
    void loadAllPages(path, schema).then((result) => {
      if (mine !== latest.current) return;
      if (result.ok) setData(result.data);
      setTrouble(result.ok ? null : result.detail);
    });
  }, [path, schema]);

  useEffect(() => {
    reload();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload();
    }, everyMs);
    return () => {
      latest.current++;
      clearInterval(timer);
    };
  }, [everyMs, reload]);

  return { data, trouble, reload };
}

async function loadAllPages<T extends z.ZodMiniType<{ items: unknown[]; nextToken: string | null }>>(
  path: string,
  schema: T,
) {
  let result = await callApi('GET', path, schema);
  if (!result.ok) return result;
  const whole = result.data;
  while (result.ok && result.data.nextToken !== null) {
    result = await callApi('GET', `${path}?nextToken=${encodeURIComponent(result.data.nextToken)}`, schema);
    if (!result.ok) return result;
    whole.items.push(...result.data.items);
  }
  return { ok: true as const, data: whole };
}
