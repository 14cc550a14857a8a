/*
 * Steps in a row that a failure needs and that single draws seldom bring together. They are as much part of a history as any
 * other step: what they are for may be lost in the faults around them.
 */
import { DEVICES, type NetFault, type OnDevice, type StaffAction, type Step } from './steps.ts';

/** What a motif draws from. */
export interface Draw {
  pick: <T>(from: readonly T[]) => T;
  /** An answer to any item. */
  answer: (on: OnDevice) => Step;
}

export type Motif = (draw: Draw) => Step[];

const on = (device: number, ...net: NetFault[]): OnDevice => ({ device, net, disk: null });
const staff = (...actions: StaffAction[]): Step[] => actions.map((what) => ({ do: 'staff', what, pick: 0 }));
const arrive: Step = { do: 'arrive', pick: 0 };

/** Batches that come in when the run has moved on. */
const late: Motif = ({ pick, answer }) => {
  const [one, other] = pick([
    [0, 1],
    [1, 0],
  ] as const);
  const meanwhile: Step[][] = [
    staff('reset'),
    staff('reset', 'restore'),
    staff('retake'),
    [...staff('release'), answer(on(other)), { do: 'upload', ...on(other) }],
    [
      { do: 'claim', ...on(other) },
      { do: 'claim', ...on(one) },
    ],
    [
      { do: 'claim', ...on(other) },
      answer(on(other)),
      { do: 'upload', ...on(other) },
      { do: 'claim', ...on(one) },
      answer(on(one)),
    ],
  ];
  return [
    answer(on(one)),
    { do: 'upload', ...on(one, 'well') },
    answer(on(one)),
    { do: 'upload', ...on(one, 'held') },
    ...pick(meanwhile),
    ...pick<Step[]>([[], [{ do: 'clock', who: DEVICES, ms: 5 * 3_600_000 }]]),
    arrive,
  ];
};

/** The server loses what it had acknowledged. */
const backup: Motif = ({ pick, answer }) => {
  const device = pick([0, 1]);
  return [
    answer(on(device)),
    { do: 'upload', ...on(device) },
    ...staff('back-up'),
    answer(on(device)),
    { do: 'upload', ...on(device) },
    ...staff('restore-backup'),
    answer(on(device)),
    { do: pick(['upload', 'upload', 'worker', 'carry', 'refresh'] as const), ...on(device) },
  ];
};

/** A pile of answers that the server does not take at once. */
const pile: Motif = ({ pick, answer }) => {
  const device = pick([0, 1]);
  const refusal = pick<NetFault>(['413', '413', '500', 'truncated']);
  return [
    ...Array.from({ length: 4 }, () => answer(on(device))),
    { do: 'upload', ...on(device, refusal, refusal, pick<NetFault>(['well', 'offline', refusal])) },
    { do: 'upload', ...on(device, pick<NetFault>(['well', refusal])) },
  ];
};

/** A test is given back while the answer to its submit is on the way. */
const givenBack: Motif = ({ pick, answer }) => {
  const device = pick([0, 1]);
  return [
    answer(on(device)),
    { do: 'submit', ...on(device) },
    { do: 'upload', ...on(device, pick<NetFault>(['slow', 'slow', 'lost', 'twice', 'held'])) },
    ...staff('reopen'),
    { do: 'refresh', ...on(device) },
    answer(on(device)),
    { do: 'submit', ...on(device) },
    ...pick([[arrive], [{ do: 'upload', ...on(device, 'offline') } as const, arrive], []]),
  ];
};

/** A disk that lost what it had sent, or goes on from before it. */
const olderDisk: Motif = ({ pick, answer }) => {
  const device = pick([0, 1]);
  const isLost = pick([true, false, false]);
  return [
    answer(on(device)),
    ...pick<Step[]>([[], [{ do: 'upload', ...on(device) }]]),
    { do: 'copy', ...on(device) },
    ...(isLost ? [] : [{ do: 'image', device } as const]),
    answer(on(device)),
    answer(on(device)),
    ...pick<Step[]>([[{ do: 'upload', ...on(device) }], [{ do: 'copy', ...on(device) }]]),
    isLost ? { do: 'database-lost', device, all: pick([true, false]) } : { do: 'put-back', device },
    { do: pick(['open', 'unlock', 'upload'] as const), ...on(device) },
    { do: 'open', ...on(device) },
    answer(on(device)),
    answer(on(device)),
    { do: 'upload', ...on(device) },
  ];
};

export const MOTIFS: Motif[] = [late, backup, pile, givenBack, olderDisk];
