/* The words of every screen but the open question, in English; see `en.ts`. */
const plurals = new Intl.PluralRules('en');
const plural = (count: number, one: string, other: string) => (plurals.select(count) === 'one' ? one : other);
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('en', { hour: 'numeric', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** A tenth at the least, so that nothing is said to weigh nothing. */
const megabytes = (bytes: number) => number.format(bytes > 0 ? Math.max(bytes / 1_000_000, 0.1) : 0);

export const enRest = {
  product: 'Satchel',
  skipToContent: 'Skip to the content',
  // What says morning or afternoon stays with the hour.
  time: (epochMs: number) => time.format(epochMs).replace(' ', '\u00a0'),
  dayAndTime: (instant: string) => dayAndTime.format(new Date(instant)),

  update: {
    offered: 'There is a newer version of this app.',
    button: 'Update now',
  },

  signIn: {
    heading: 'Sign in',
    ticket: 'Ticket',
    hint: 'Your ticket is on the card from your teacher. It has 8 letters and digits.',
    button: 'Sign in',
    locked:
      'Nobody used this device for a while, so your tests were put away. Your answers are safe. Type your ticket to go on.',
    empty: 'Type your ticket first.',
    'wrong-ticket': 'This ticket does not match. Look at each letter on your card and type it again.',
    'no-network':
      'There is no network, and this ticket is new to this device. Sign in once where there is a network and get your test ready. From then on it works without one. Your teacher can help.',
    'slow-down': 'That was many tries. Wait a minute, then type your ticket again.',
    server: 'The server cannot sign you in right now. Wait a minute, then try again.',
    storage: 'This device has no room left to sign you in. Ask your teacher.',
  },

  tests: {
    heading: 'My tests',
    cannotOpen: (detail: string) => `This test cannot be opened right now. ${detail}`,
    cannotRetake: (detail: string) => `You cannot take it again right now. ${detail}`,
    signOut: 'Sign out',
    hello: (name: string) => `Signed in as ${name}`,
    none: 'There is no test for you here yet.',
    noneNext: 'When your teacher adds one, it shows up here.',
    look: 'Look again',
    offline: 'There is no network right now. Tests that are ready for offline work all the same.',
    attempt: (attempt: number) => `Attempt ${attempt}`,
    getReady: 'Get ready for offline',
    getReadyAbout: (bytes: number) => `The test comes onto this device: ${megabytes(bytes)}\u00a0MB.`,
    progress: (name: string) => `${name}: coming onto this device`,
    progressBytes: (done: number, total: number) => `${megabytes(done)} of ${megabytes(total)}\u00a0MB`,
    ready: 'Ready for offline',
    app: {
      coming: 'The test is here. The app itself is still coming onto this device.',
      never: 'The test is here. Keep this window open: this browser cannot open the app again without a network.',
    },
    start: 'Start test',
    continue: 'Continue test',
    goesOnOnline: 'To go on with it, this device needs the network once.',
    begun: 'You have started this test already.',
    answered: (answered: number, questions: number | null) =>
      questions === null
        ? `${answered} ${plural(answered, 'question', 'questions')} answered`
        : `${answered} of ${questions} ${plural(questions, 'question', 'questions')} answered`,
    opens: (when: string) => `Not open yet. It opens on ${when}.`,
    notOpen: 'Not open yet.',
    closesAt: (when: string) => `Start it before ${when}.`,
    closed: 'This test is closed. If you still need to take it, ask your teacher.',
    askTeacher: 'Ask your teacher about this test.',
    submitted: 'Test submitted',
    see: 'See what was submitted',
    retake: 'Take it again',
    waiting: (count: number) => `Waiting to upload from this device: ${count}. It goes by itself.`,
    othersWaiting: (count: number) =>
      `Waiting to upload for other students of this device: ${count}. It goes by itself when there is a network.`,
    storageLow: 'This device is nearly full. Your tests still work. Tell your teacher before you start a new one.',
    storageFull: 'This device is full, so a new test cannot start here. What you answered is safe. Tell your teacher.',
    failed: {
      network: 'The network stopped before everything was here. What came stays. Try again when there is a network.',
      hash: 'What came was damaged on the way, so it was not kept. Try again.',
      storage: 'This device has no room left for this test. Ask your teacher.',
      server: 'The server cannot send this test right now. Wait a minute, then try again.',
      'sign-in': 'The server asks you to sign in again first.',
    },
  },

  wiped: {
    lost: 'The browser of this device lost what this app had saved here. It is not your fault.',
    rescued: (rescued: number, sent: number) => {
      const tests = `${rescued} ${plural(rescued, 'test', 'tests')}`;
      return sent === rescued
        ? `A second copy of the answers that had not been sent was still here: ${tests}. The server has them now.`
        : `A second copy of the answers that had not been sent is still here: ${tests}. They go to the server by themselves when there is a network.`;
    },
    nothing: 'No copy of unsent answers is here. What the server had before is safe there. Tell your teacher.',
    next: 'Sign in with your ticket when there is a network. Your test comes back with the answers that the server has.',
    seen: 'All right',
  },

  signOut: {
    heading: 'Sign out',
    unsent: 'Some of your answers have not reached the server yet.',
    sealed:
      'They stay on this device, sealed so that nobody can read them. They go by themselves when there is a network.',
    stay: 'Stay signed in',
    leave: 'Sign out',
  },

  rescued: {
    heading: 'This device cannot open what it saved',
    coming: (tests: number) =>
      `Answers of ${tests} ${plural(tests, 'test', 'tests')} are also kept in a second place on this device. They are on their way to the server.`,
    file: 'If there is no network, save them to a file, and give the file to your teacher.',
    sent: 'The answers that were not sent before are on the server now.',
    nothing:
      'No answers that still have to be sent were found on this device. Tell your teacher that it cannot open what it saved.',
  },

  handIn: {
    summary: 'No network all day?',
    about:
      'Your answers can go as a file. Nobody can read or change it on the way: only the server can open it. Give the file to your teacher.',
    save: 'Save answers to a file',
    saveDevice: 'Save all answers of this device to a file',
    saved: (name: string, runs: number) =>
      `${name} holds ${runs} ${plural(runs, 'test', 'tests')}. It is with your downloads. Your answers stay here too.`,
    nothing: 'There is no answer on this device to save.',
    storage: 'The file could not be made right now. Your answers are still here. Tell your teacher.',
    receipt: 'Receipt',
    receiptHint: 'If your teacher gives you a receipt, paste it here.',
    accept: 'Check receipt',
    accepted: (tests: number) => `The server has your answers: ${tests} ${plural(tests, 'test', 'tests')}.`,
    'not-a-receipt': 'This is not a receipt. Copy all of it, then paste it again.',
    'other-device': 'This receipt is for another device. Your answers here are unchanged.',
    'not-genuine': 'This receipt was not made by your school’s server. Your answers here are unchanged.',
  },

  leftBehind:
    'The test goes on without this page. What you answer here is kept for your teacher, but may not count. To go on, go back to your tests. If that leads here again, ask your teacher.',

  leaveLock: {
    leaving: 'If you leave for now, your teacher has to let you in again.',
    heading: 'You left the test',
    safe: 'All your answers are safe.',
    ask: 'Ask your teacher to type the code, and you can go on.',
    code: 'Your teacher’s code',
    button: 'Go on with the test',
    wrong: 'This code does not match. Type it again.',
    'slow-down': 'That was many tries. Wait a minute, then type the code again.',
    storage: 'This device cannot look that up right now. Your answers are safe. Try again in a moment.',
  },

  review: {
    heading: 'Review answers',
    summary: (answered: number, total: number) =>
      answered === total
        ? `You have answered ${total === 1 ? 'the question' : `all ${total} questions`}.`
        : `You have answered ${answered} of ${total} questions.`,
    choose: 'Choose a question to go back to it.',
    attention: 'Needs attention',
    open: 'Not answered',
    flagged: 'Flagged for review',
    answered: 'Answered',
    none: 'Nothing to answer',
    back: 'Back to the test',
    leave: 'Leave for now',
    submit: 'Submit test',
    dialog: 'Submit test',
    confirm: 'Submit',
    keepWorking: 'Keep working',
    allAnswered: (total: number) =>
      total === 1 ? 'Your question is answered.' : `All ${total} questions are answered.`,
    unanswered: (count: number) =>
      plural(count, 'You have not answered 1 question.', `You have not answered ${count} questions.`),
    flaggedLeft: (count: number) =>
      plural(count, '1 question is still flagged.', `${count} questions are still flagged.`),
    final: 'After your test reaches the server, you cannot change your answers.',
    failedStorage:
      'This device cannot save right now, so the test is not submitted yet. Keep this window open and tell your teacher.',
    failedTab: 'This test is open in another window. Submit it there, or choose “Continue here” first.',
    notYet: 'The app is still opening. Try again in a moment.',
  },

  submitted: {
    heading: 'Test submitted',
    allSaved: (count: number) =>
      count === 1 ? 'Your answer is saved on this device.' : `All ${count} answers are saved on this device.`,
    someSaved: (count: number, total: number) =>
      `Your ${count} ${plural(count, 'answer', 'answers')} to ${total} questions ${plural(count, 'is', 'are')} saved on this device.`,
    noneSaved: 'You submitted without an answer.',
    /** Where nothing needs attention. */
    finished: 'You are finished: you can close the lid.',
    code: 'Submission code',
    codeAbout: 'If your teacher asks for it, show or write down this code.',
    saved: 'Saved on this device',
    at: (when: string) => `at ${when}`,
    waiting: 'Waiting to upload',
    waitingOffline:
      'There is no network right now. It goes by itself the next time this app is open with a network, whoever is using it.',
    waitingOnline: 'It goes by itself when the server can be reached. You do not need to wait for it.',
    waitingUpdate: 'It goes by itself once this app is updated. Tell your teacher.',
    received: 'Received by the server',
    receipt: 'Receipt',
    receiptAbout: 'The server signed this. It says what the server holds of your test.',
    receiptVerified: 'This device has checked the signature.',
    score: 'Score',
    points: (actual: number, max: number) => `${number.format(actual)} of ${number.format(max)} points`,
    percent: (percent: number) => `${number.format(percent)}%`,
    provisional: 'Not final yet. It was counted on this device; the server counts again.',
    final: 'Final. Counted by the server.',
    differs: 'The server counted differently than this device. The score of the server counts.',
    scoreLater: 'Your score comes from the server, once your answers are there.',
    takeBack: {
      summary: 'Submitted by mistake?',
      about:
        'The server has not said yet that it has this test, so you can still go on with it. Submit it again when you are done.',
      button: 'Go on with the test',
      refused: {
        submitted: 'The server has this test now, so it stays submitted. If you need to go on, ask your teacher.',
        tab: 'This test is open in another window. Go on there.',
        storage: 'This device cannot save right now, so the test stays submitted. Your answers are safe.',
      },
    },
    objectives: 'What you were asked about',
    ofPoints: (actual: number, max: number) => `${number.format(actual)} of ${number.format(max)}`,
    retakeAbout: 'You can take this test again. That needs the network once.',
    answers: 'See the answers',
    answersHeading: 'Your answers',
    yourAnswer: 'Your answer',
    correctAnswer: 'Correct answer',
    noAnswer: 'Not answered',
    back: 'Back to my tests',
    copy: 'An answer from this window came after the test was submitted. It was not saved. Tell your teacher if it matters.',
  },
};

export type RestCatalog = typeof enRest;
