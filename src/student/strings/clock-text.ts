import { catalogs } from './catalogs.ts';
import { type ClockCatalog, enClock } from './en-clock.ts';

/** The catalog in use, for the time limit. */
export const clockText = (): ClockCatalog => catalogs.value.clock ?? enClock;
