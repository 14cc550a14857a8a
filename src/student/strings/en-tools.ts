/* The words of the tools beside a question, in English. */

export const enTools = {
  tools: 'Tools',
  close: (tool: string) => `Close ${tool}`,
  closeShort: 'Close',

  /** Of the buttons that turn a tool on and off, and of its panel. */
  names: {
    answerEliminator: 'Cross out answers',
    highlighter: 'Highlighter',
    notes: 'Highlights and notes',
    lineReader: 'Line reader',
    calculator: 'Calculator',
    referenceSheet: 'Reference sheet',
    readAloud: 'Read aloud',
    shortcuts: 'Keyboard shortcuts',
  },

  crossOut: {
    option: (letter: string) => `Cross out option ${letter}`,
    chosen: 'You chose this option, so it cannot be crossed out.',
  },

  shortcuts: {
    heading: 'Keyboard shortcuts',
    about: 'Press one key. They do nothing while you type.',
    off: 'Shortcuts are off.',
    use: 'Use keyboard shortcuts',
    keys: 'Keys',
    does: 'What they do',
    close: 'Close',
    next: 'Next question',
    previous: 'Previous question',
    flag: 'Flag for review, or take the flag away',
    review: 'Review answers',
    choose: 'Choose an option',
    crossOut: 'Cross out an option',
    help: 'This list',
    to: (from: string, to: string) => `${from} to ${to}`,
    with: (one: string, other: string) => `${one} + ${other}`,
    or: (one: string, other: string) => `${one} or ${other}`,
    shift: 'Shift',
    flagged: 'Flagged for review',
    unflagged: 'Flag taken away',
  },
};

export type ToolsCatalog = typeof enTools;
