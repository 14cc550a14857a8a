import { useEffect } from 'preact/hooks';
import { isAllowed } from '../../session/allowed-tools.ts';
import type { Attempt } from '../../session/attempt.ts';
import { toolMarksOf } from '../../session/tool-marks.ts';
import { optionAside } from '../option-aside.ts';
import { CrossOut } from './cross-out.tsx';

/** Puts a button to strike it out behind each option, as long as the student has the tool on. */
export function useOptionAside(attempt: Attempt): void {
  const isOn = isAllowed(attempt.snapshot.value, 'answerEliminator') && toolMarksOf(attempt).isOn('answerEliminator');
  useEffect(() => {
    optionAside.value = isOn ? CrossOut : null;
    return () => {
      optionAside.value = null;
    };
  }, [isOn]);
}
