/* The words of the tools beside a question, in English. */

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

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

  highlighter: {
    about: 'Select words in the text, or tap the first of them and then the last. Then choose a color.',
    keys: 'With the keyboard: go to the text with Tab. The arrow keys left and right choose a word, with Shift more words. Enter leads to the colors.',
    selected: (words: string) => `Selected: “${words}”`,
    colours: { yellow: 'Yellow', green: 'Green', pink: 'Pink' },
    /** Said once it is done. */
    marked: {
      yellow: (words: string) => `Highlighted in yellow: “${words}”`,
      green: (words: string) => `Highlighted in green: “${words}”`,
      pink: (words: string) => `Highlighted in pink: “${words}”`,
    },
    list: 'Your highlights',
    none: 'Nothing is highlighted yet.',
    goTo: (words: string) => `Go to “${words}”`,
    addNote: (words: string) => `Write a note on “${words}”`,
    addNoteShort: 'Write a note',
    note: (words: string) => `Note on “${words}”`,
    remove: (words: string) => `Remove the highlight of “${words}”`,
    removeShort: 'Remove',
    removed: (words: string) => `Removed: “${words}”`,
    cut: (max: number) => `A note has at most ${number.format(max)} characters. What came after them was not kept.`,
    full: 'There is no room for more highlights and notes. Remove some that you do not need.',
    notDrawn: 'This browser cannot color the text. Your highlights are in this list.',
  },

  referenceSheet: {
    opening: 'Opening the reference sheet',
    none: 'This test has no reference sheet on this device. Go on without it, and tell your teacher.',
  },

  lineReader: {
    handle: 'Line reader',
    at: (percent: number) => `${percent}% down the window`,
    up: 'Move the line up',
    down: 'Move the line down',
    less: 'Show fewer lines',
    more: 'Show more lines',
  },

  readAloud: {
    passage: 'Read the passage',
    question: 'Read the question',
    pause: 'Pause',
    goOn: 'Go on',
    stop: 'Stop',
    rate: 'Speed',
    rates: { slow: 'slow', usual: 'as usual', fast: 'fast', faster: 'very fast' },
    gone: 'The voice stopped. Choose “Go on” to try again. If it stays silent, tell your teacher.',
    noVoice: (language: string) => `This device has no voice for ${language}. That part is not read.`,
    noVoiceAtAll: 'This device has no voice of its own, so it cannot read aloud. Tell your teacher.',
  },

  calculator: {
    /** Read out with the result. */
    is: (line: string, result: string) => `${line} = ${result}`,
    errors: {
      unfinished: 'Something is missing in this line.',
      'divided-by-zero': 'Nothing can be divided by 0.',
      undefined: 'This has no result.',
      'too-large': 'The result is too large to show.',
    },
    angle: { degrees: 'Angles in degrees: change', radians: 'Angles in radians: change' },
    units: { degrees: 'deg', radians: 'rad' },
    keys: {
      clear: 'Clear',
      back: 'Take away the last key',
      open: 'Open bracket',
      close: 'Close bracket',
      divide: 'Divided by',
      times: 'Times',
      minus: 'Minus',
      plus: 'Plus',
      point: 'Decimal point',
      percent: 'Percent',
      root: 'Square root',
      equals: 'Equals',
      sin: 'Sine',
      cos: 'Cosine',
      tan: 'Tangent',
      asin: 'Inverse sine',
      acos: 'Inverse cosine',
      atan: 'Inverse tangent',
      pi: 'Pi',
      e: 'The number e',
      ln: 'Natural logarithm',
      log: 'Logarithm to base 10',
      square: 'Squared',
      power: 'To the power of',
      factorial: 'Factorial',
      answer: 'Last answer',
    },
  },

  shortcuts: {
    heading: 'Keyboard shortcuts',
    about: 'Press one key. They do nothing while you type.',
    off: 'Shortcuts are off.',
    otherAlphabet:
      'Does your keyboard write another alphabet? Press the key that is in the same place as the letter on an English keyboard.',
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
