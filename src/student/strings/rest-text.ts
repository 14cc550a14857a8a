import { catalogs } from './catalogs.ts';
import { enRest, type RestCatalog } from './en-rest.ts';

/** The catalog in use, for every screen but the open question. */
export const restText = (): RestCatalog => catalogs.value.rest ?? enRest;
