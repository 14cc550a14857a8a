import { catalogs } from './catalogs.ts';
import { type BeforeCatalog, enBefore } from './en-before.ts';

/** The catalog in use, for what comes before a test. */
export const beforeText = (): BeforeCatalog => catalogs.value.before ?? enBefore;
