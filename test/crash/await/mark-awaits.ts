import { join, relative } from 'node:path';
import { type Plugin, parseSync, Visitor } from 'vite';

/** The sources whose awaits are places to die, below the project's folder. */
const MARKED = /^src\/(student|server)\/.+\.tsx?$/;
const KILL_POINTS = 'test/crash/await/kill-point.ts';

export interface Marked {
  code: string;
  /** `<file>:<line>` of every await, in the order of the source. */
  sites: string[];
}

/**
 * Puts a kill point around the operand of every `await` of a source: `await x` becomes `await killPoint(x, '<site>')`, and
 * `for await (const a of b)` gets `killEach(b, '<site>')`. Lines stay where they are.
 *
 * @param file below the project's folder
 * @param from what both are imported from
 * @throws SyntaxError when it cannot be parsed, or awaits in a form that no kill point could stop
 */
export function markAwaits(code: string, file: string, from: string): Marked {
  const { program, errors } = parseSync(file, code);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const inserts: Array<{ at: number; text: string }> = [];
  const sites: string[] = [];
  const refuse = (at: number, what: string) => {
    throw new SyntaxError(`${file}:${lineOf(code, at)}: no kill point for ${what}`);
  };
  new Visitor({
    AwaitExpression({ start, argument }) {
      const site = `${file}:${lineOf(code, start)}`;
      sites.push(site);
      inserts.push({ at: argument.start, text: 'killPoint(' }, { at: argument.end, text: `, '${site}')` });
    },
    ForOfStatement({ start, right, await: isAwaited }) {
      if (!isAwaited) return;
      const site = `${file}:${lineOf(code, start)}`;
      sites.push(site);
      inserts.push({ at: right.start, text: 'killEach(' }, { at: right.end, text: `, '${site}')` });
    },
    VariableDeclaration({ start, kind }) {
      if (kind === 'await using') refuse(start, 'await using');
    },
  }).visit(program);
  if (sites.length === 0) return { code, sites };
  // From the end, so that places before stay where they were. Of two at one place the outer one's end comes last.
  let marked = code;
  for (const { at, text } of inserts.sort((a, b) => b.at - a.at))
    marked = marked.slice(0, at) + text + marked.slice(at);
  return { code: `import { killEach, killPoint } from '${from}'; ${marked}`, sites };
}

const lineOf = (code: string, at: number) => code.slice(0, at).split('\n').length;

/** Marks the sources while they are bundled. */
export const markedAwaits = (root: string): Plugin => ({
  name: 'mark-awaits',
  enforce: 'pre',
  transform(code, id) {
    const file = relative(root, id);
    return MARKED.test(file) ? markAwaits(code, file, join(root, KILL_POINTS)).code : null;
  },
});
