import { type BeforeCatalog, enBefore } from './en-before.ts';

/** The catalog in use, for what comes before a test. */
export const beforeText = (): BeforeCatalog => enBefore;
