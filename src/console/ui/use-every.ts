import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ApiResult } from '../api.ts';

export interface Loaded<T> {
  data: T | null;
  /** What went wrong with the latest try; `data` is then what was there before. */
  trouble: string | null;
  reload: () => void;
}

/** Loads when it is first shown, and again every `everyMs` while it is on screen. `load` is the same until it loads something else. */
export function useEvery<T>(load: () => Promise<ApiResult<T>>, everyMs: number): Loaded<T> {
  const [data, setData] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  // Only the latest load may show: an older one that answers late knows less.
  const latest = useRef(0);

  const reload = useCallback(() => {
    const mine = ++latest.current;
    void load().then((result) => {
      if (mine !== latest.current) return;
      if (result.ok) setData(result.data);
      setTrouble(result.ok ? null : result.detail);
    });
  }, [load]);

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
