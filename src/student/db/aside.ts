import type { RunRow } from './rows.ts';

/*
 * Changes that the server acknowledged into its journal: kept, and counting for nothing until staff decide. They stay what they
 * are when the run is submitted or opened again, and are the run's answers again only when the server says so.
 */
export type Aside = RunRow['aside'];

export const isAside = ({ aside = [] }: Pick<RunRow, 'aside'>, seq: number): boolean =>
  aside.some(([from, through]) => from <= seq && seq <= through);

/** Adds the changes from `from` through `through`; none when that is less. */
export const putAside = (aside: Aside, from: number, through: number): Aside =>
  through < from ? aside : [...takenBack(aside, from, through), [from, through]];

/** Takes the changes from `from` through `through` out. */
export const takenBack = (aside: Aside = [], from: number, through: number): NonNullable<Aside> =>
  aside.flatMap(([first, last]): Array<[number, number]> => {
    const before: [number, number] = [first, Math.min(last, from - 1)];
    const after: [number, number] = [Math.max(first, through + 1), last];
    return [before, after].filter(([start, end]) => start <= end);
  });
