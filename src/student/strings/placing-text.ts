import { catalogs } from './catalogs.ts';
import { enPlacing, type PlacingCatalog } from './en-placing.ts';

/** The catalog in use, for what is ordered, paired and placed. */
export const placingText = (): PlacingCatalog => catalogs.value.placing ?? enPlacing;
