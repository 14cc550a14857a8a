/* The words of what comes before a test, in English; see `en.ts`. Each check says what is so, and what to do where that helps. */
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules('en');
const plural = (count: number, one: string, other: string) => (plurals.select(count) === 'one' ? one : other);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The largest unit that fits. */
function span(ms: number): string {
  const [count, one, other] =
    ms < HOUR_MS
      ? [Math.round(ms / MINUTE_MS), 'minute', 'minutes']
      : ms < 2 * DAY_MS
        ? [Math.round(ms / HOUR_MS), 'hour', 'hours']
        : [Math.round(ms / DAY_MS), 'days', 'days'];
  return `${number.format(Number(count))} ${plural(Number(count), String(one), String(other))}`;
}

function space(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1000 ? `${number.format(Math.floor(megabytes))} MB` : `${number.format(megabytes / 1000)} GB`;
}

const ahead = (ms: number) => `${span(Math.abs(ms))} ${ms > 0 ? 'ahead' : 'behind'}`;

export const enBefore = {
  links: { check: 'Check this device' },

  install: {
    about:
      'You can put Satchel on this device as an app of its own. Then it is easy to find, with a network or without.',
    button: 'Install Satchel',
    no: 'No, thank you',
  },

  scan: {
    button: 'Scan the code on your ticket',
    heading: 'Scan your ticket',
    picture: 'What the camera sees',
    look: 'Hold the code on your ticket in front of the camera.',
    other: 'This code is not a ticket. Hold up the code on the card from your teacher.',
    refused:
      'The camera is switched off for this app. Type your ticket instead, or ask your teacher to allow the camera.',
    'no-camera': 'This device has no camera that can be used right now. Type your ticket instead.',
    broken: 'The camera shows no picture. Type your ticket instead.',
    close: 'Type it instead',
  },

  check: {
    heading: 'Check this device',
    about: 'This looks at whether this device is ready for a test. Nothing of yours is changed.',
    running: (done: number, total: number) => `Checking: ${done} of ${total}.`,
    looking: 'Looking',
    fine: 'This device is ready for a test.',
    advice: (count: number) =>
      `A test works on this device. ${count} ${plural(count, 'thing', 'things')} could be better.`,
    wrong: (count: number) => `There ${plural(count, 'is 1 thing', `are ${count} things`)} to do before a test.`,
    cannot: 'The check could not be opened right now. Go back and try again.',
    again: 'Check again',
    back: 'Back',
    sent: 'Your teacher can see this now.',
    nobody: 'Your teacher cannot see this yet: nobody is signed in. It is sent by itself when somebody signs in here.',
    'not-reached':
      'Your teacher cannot see this yet: the server was not reached. It is sent by itself when there is a network.',
    play: 'Play a sound',
    didYouHear: 'Did you hear it?',
    yes: 'Yes',
    no: 'No',
  },

  /** Before the sentence of each check, for whoever does not see its mark. */
  state: { fine: 'All right', advice: 'Could be better', wrong: 'To do', unknown: 'Not known' },

  checks: {
    installed: {
      title: 'App',
      fine: 'Satchel is open as an app of its own.',
      advice: 'Satchel is open in a browser window. That works. It is easier to find when it is installed.',
      wrong: '',
      unknown: 'This browser does not say whether Satchel is installed.',
    },
    worker: {
      title: 'Without a network',
      fine: 'The app opens without a network.',
      advice: 'This browser cannot open the app without a network. Keep this window open until the test is done.',
      wrong: 'The app is not all on this device yet. Stay here with a network for a minute, then check again.',
      unknown: 'This browser does not say whether the app opens without a network.',
    },
    persisted: {
      title: 'Keeping answers',
      fine: 'The browser keeps what is saved, even when the disk is nearly full.',
      advice:
        'The browser may clear what is saved when the disk is full. Install the app, or keep enough room free. Your answers also go to the server.',
      wrong: '',
      unknown: 'This browser does not say whether it keeps what is saved.',
    },
    space: {
      title: 'Room',
      fine: (bytes: number) => `There is room: ${space(bytes)} free.`,
      advice: (bytes: number) =>
        `Only ${space(bytes)} free. A test works. Tell your teacher before you start a new one.`,
      wrong: (bytes: number) =>
        `Only ${space(bytes)} free, so no test can start. Ask your teacher to make room on this device.`,
      unknown: 'This browser does not say how much room is free.',
    },
    probe: {
      title: 'Saving',
      fine: 'This device saves, and reads what it saved.',
      advice: '',
      wrong: 'This device could not read what it had just saved. Do not start a test on it. Tell your teacher.',
      unknown: 'Saving took too long to say. Check again. If it stays so, tell your teacher.',
    },
    clock: {
      title: 'Clock',
      fine: 'The clock is right.',
      advice: (ms: number) => `The clock is ${ahead(ms)}. A test works all the same. Ask your teacher to set it.`,
      wrong: '',
      unknown: 'The server was not reached, so nobody knows whether the clock is right. A test works all the same.',
    },
    voices: {
      title: 'Reading aloud',
      fine: 'This device has a voice of its own. It reads without a network.',
      advice:
        'This device has no voice of its own for reading aloud. If you need one, tell your teacher before the test.',
      wrong: '',
      unknown: 'This browser cannot read aloud. If you need that, tell your teacher before the test.',
    },
    sound: {
      title: 'Sound',
      fine: 'You heard the sound.',
      advice: 'You did not hear it. Turn the sound up, or plug headphones in, then play it again.',
      wrong: '',
      unknown: 'This browser makes no sound.',
      ask: 'Play a sound to find out whether you can hear it.',
    },
    battery: {
      title: 'Battery and lid',
      fine: (percent: number) => `The battery has ${number.format(percent)}%. Keep the lid open during a test.`,
      advice: (percent: number) =>
        `The battery has ${number.format(percent)}%. Plug the device in. Keep the lid open during a test.`,
      wrong: '',
      unknown:
        'This browser does not say how full the battery is. Look at it yourself. Keep the lid open during a test.',
    },
  },
};

export type BeforeCatalog = typeof enBefore;
