import type { Step } from './steps.ts';

/**
 * Delta debugging (Zeller and Hildebrandt, 2002): leaves out steps, in pieces that become smaller, while the rest still
 * breaks; then takes away the faults of the steps that stay.
 *
 * @param breaks plays a history; it is called a few hundred times at most
 */
export async function shrink(steps: readonly Step[], breaks: (steps: Step[]) => Promise<boolean>): Promise<Step[]> {
  let kept = [...steps];
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length; ) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      if (fewer.length < kept.length && (await breaks(fewer))) kept = fewer;
      else from += size;
    }
  }
  for (const [at, step] of kept.entries()) {
    for (const simpler of simplerThan(step)) {
      const changed = kept.with(at, simpler);
      if (await breaks(changed)) kept = changed;
    }
  }
  return kept;
}

function simplerThan(step: Step): Step[] {
  if (!('net' in step)) return [];
  return [...(step.net.length > 0 ? [{ ...step, net: [] }] : []), ...(step.disk ? [{ ...step, disk: null }] : [])];
}
