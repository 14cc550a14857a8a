/*
 * The words of an open question, in English; the other screens' are in `en-rest.ts`. Short sentences to a ten-year-old: what
 * is true now, what happens next, what to do if it does not. Tests and assistive technology find things by these names:
 * those of buttons, headings and of the status region stay as they are.
 */
export const en = {
  dir: 'ltr' as 'ltr' | 'rtl',
  /** A number in the digits of the language. */
  number: (n: number) => String(n),
  /** What the app noted of a test or an answer in English, which stands in `said.ts`. What is not known there is said as it is. */
  said: (words: string) => words,
  title: (...parts: string[]) => [...parts, 'Satchel'].join(' · '),
  skip: 'Skip to the question',
  opening: 'Opening',

  attempt: {
    questions: 'Questions',
    question: (n: number) => `Question ${n}`,
    questionOf: (n: number, total: number) => `Question ${n} of ${total}`,
    passage: 'Passage',
    passageAbove: 'The text for it comes before it.',
    previous: 'Previous',
    next: 'Next',
    flag: 'Flag for review',
    review: 'Review answers',
    opening: 'Opening the question',
    cannotOpen: 'This question cannot be opened on this device. Your other answers are safe. Tell your teacher.',
    tryAgain: 'Try again',
    notShown:
      'This app cannot show the answer part of this question yet. Go on with the next one, and tell your teacher.',
    pictureMissing: (alt: string) => (alt ? `This picture is missing: ${alt}` : 'A picture is missing here.'),
    mediaMissing: 'A recording is missing here. Tell your teacher.',
    copy: (words: string) => `You chose ${words} in this window. It is not saved as your answer.`,
    copyCleared: 'You cleared this answer in this window. That is not saved.',
    copyDrop: 'All right',
  },

  choice: {
    clear: 'Clear answer',
    any: 'Choose as many as you like.',
    upTo: (max: number) => `Choose up to ${max}.`,
    atLeast: (min: number) => `Choose at least ${min}.`,
    between: (min: number, max: number) => (min === max ? `Choose ${min}.` : `Choose ${min} to ${max}.`),
    full: (max: number) => `You have chosen ${max}. To choose another one, take one away first.`,
    option: (letter: string) => `option ${letter}`,
  },

  /** What each stitch of the seam says beside its number. */
  stitch: {
    open: 'not answered',
    saving: 'not saved yet',
    closed: 'saved on this device',
    /** In a practice test, where nothing is saved. */
    answered: 'answered',
    knotted: 'saved on the server',
    torn: 'needs attention',
    none: 'nothing to answer',
    flagged: 'flagged',
  },

  status: {
    saving: 'Saving',
    device: 'Saved on this device',
    server: 'Saved on the server',
    attention: 'Needs attention',
    because: (reason: string) => `Needs attention: ${reason}`,
    memory: 'your last answer is not on this device yet',
    direct: 'this device cannot save, so your last answers are on the server only',
    elsewhere: 'this test is open in another window',
    refused: 'the server could not take one answer as it is',
  },

  banner: {
    heading: 'Messages',
    storage:
      'This device cannot save right now. Your last answer is only in this window. Keep this window open and tell your teacher.',
    storageDirect:
      'This device cannot save right now. Your last answers went straight to the server. Keep this window open and tell your teacher.',
    storageDetail: (detail: string) => `For your teacher: ${detail}`,
    retry: 'Try to save again',
    elsewhere: 'This test is open in another window. Here you can only read it.',
    continueHere: 'Continue here',
    signInAgain: 'The server asks you to sign in again. Nothing is lost, and you can keep answering.',
    signInAgainButton: 'Sign in again',
    updateNeeded: 'This app needs an update before it can upload. Your answers stay safe on this device until then.',
    broken:
      'The app could not open all of its parts. Everything that was saved is still on this device. Open it again.',
    brokenUnsaved:
      'The app could not open all of its parts, so your last answer is not saved. What was saved before is safe. Open it again, then answer once more.',
    reload: 'Open again',
  },
};

export type Catalog = typeof en;
