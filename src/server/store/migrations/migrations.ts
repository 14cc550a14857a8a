import type { Kysely } from 'kysely';
import type { Ddl } from '../ddl.ts';
import { answerSheets } from './answer-sheets.ts';
import { blobParts } from './blob-parts.ts';
import { deviceLosses } from './device-losses.ts';
import { firstTables } from './first-tables.ts';
import { journalDecisions } from './journal-decisions.ts';
import { listsAsTheyCame } from './lists-as-they-came.ts';
import { sessionTallies } from './session-tallies.ts';
import { sessionsAsTheyCame } from './sessions-as-they-came.ts';
import { signInFailures } from './sign-in-failures.ts';
import { steadyClasses } from './steady-classes.ts';
import { timeLimits } from './time-limits.ts';

export interface Migration {
  /** Recorded in the store for good: never renamed. */
  name: string;
  up(db: Kysely<unknown>, ddl: Ddl): Promise<void>;
}

/** In the order in which they run. New ones go at the end; one that was released never changes and never drops data. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-first-tables', up: firstTables },
  { name: '0002-journal-decisions', up: journalDecisions },
  { name: '0003-device-losses', up: deviceLosses },
  { name: '0004-blob-parts', up: blobParts },
  { name: '0005-time-limits', up: timeLimits },
  { name: '0006-sign-in-failures', up: signInFailures },
  { name: '0007-session-tallies', up: sessionTallies },
  { name: '0008-steady-classes', up: steadyClasses },
  { name: '0009-sessions-as-they-came', up: sessionsAsTheyCame },
  { name: '0010-lists-as-they-came', up: listsAsTheyCame },
  { name: '0011-answer-sheets', up: answerSheets },
];
