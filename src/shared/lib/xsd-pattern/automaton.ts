import type { PatternNode } from './parse.ts';

/** With `test` a state takes one character on its way to `to`; without, it is in all of `to` at once. */
interface State {
  test?: (character: string) => boolean;
  to: number[];
}

export interface Automaton {
  states: readonly State[];
  start: number;
  end: number;
}

/** Counted repetitions are written out, so that `a{1000}{1000}` would be a million. */
const MAX_STATES = 2000;

class TooLarge extends Error {}

/** Thompson's construction. @returns null when it would be too large */
export function compileStates(tree: PatternNode): Automaton | null {
  const states: State[] = [];
  const add = (state: State) => {
    if (states.length >= MAX_STATES) throw new TooLarge();
    return states.push(state) - 1;
  };

  /** @returns the state before `node`, given the one after it */
  const before = (node: PatternNode, after: number): number => {
    switch (node.kind) {
      case 'character':
        return add({ test: node.test, to: [after] });
      case 'sequence':
        return node.parts.reduceRight((next, part) => before(part, next), after);
      case 'choice':
        return add({ to: node.parts.map((part) => before(part, after)) });
      case 'repeat':
        return repeated(node, after);
    }
  };

  const repeated = ({ part, least, most }: Extract<PatternNode, { kind: 'repeat' }>, after: number): number => {
    let next = after;
    if (most === null) {
      const loop = add({ to: [after] });
      states[loop]?.to.push(before(part, loop));
      next = loop;
    } else for (let round = least; round < most; round++) next = add({ to: [after, before(part, next)] });
    for (let round = 0; round < least; round++) next = before(part, next);
    return next;
  };

  try {
    const end = add({ to: [] });
    return { start: before(tree, end), end, states };
  } catch (error) {
    if (error instanceof TooLarge) return null;
    throw error;
  }
}

/** All ways at once: at most every state for each character. */
export function accepts({ states, start, end }: Automaton, text: string): boolean {
  let current = new Set<number>();
  const enter = (first: number, into: Set<number>) => {
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (into.has(at)) continue;
      into.add(at);
      const state = states[at];
      if (state && !state.test) open.push(...state.to);
    }
  };
  enter(start, current);
  for (const character of text) {
    const next = new Set<number>();
    for (const at of current) {
      const state = states[at];
      if (state?.test?.(character)) for (const to of state.to) enter(to, next);
    }
    current = next;
    if (current.size === 0) return false;
  }
  return current.has(end);
}
