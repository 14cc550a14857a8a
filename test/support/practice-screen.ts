import { openPractice } from '../../src/student/services/practice/open-practice.ts';

const MARKS: Record<string, object> = {
  kind: {},
  tools: {
    open: ['bar', 'answerEliminator', 'highlighter', 'calculator', 'referenceSheet', 'readAloud'],
    crossedOut: [['plank', 'q', [0]]],
    highlights: [
      {
        id: 'h',
        item: 'plank',
        text: 'passage pond',
        from: 0,
        to: 11,
        colour: 'green',
        words: 'Last spring',
        note: 'When it began.',
      },
    ],
  },
  line: { open: ['lineReader'] },
  basic: { open: ['bar', 'calculator'] },
};

/**
 * An item of the practice test.
 *
 * @param screen `kind-` and its id; `tools-` for it with its tools open and in use, but for the line reader, which hides what is not
 * read and has `line-`; `basic-` for it with the smaller calculator
 * @returns null for what is no such screen
 */
export function practiceScreen(screen: string): ReturnType<typeof openPractice> | null {
  const [, use = '', itemId] = /^(kind|tools|line|basic)-(.+)$/.exec(screen) ?? [];
  if (itemId === undefined) return null;
  const { snapshot, port } = openPractice(Date.now);
  const config = use === 'basic' ? { ...snapshot.config, tools: ['basicCalculator' as const] } : snapshot.config;
  return { snapshot: { ...snapshot, config, itemId, marks: JSON.stringify(MARKS[use]) }, port };
}
