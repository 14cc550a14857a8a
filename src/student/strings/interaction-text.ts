import { catalogs } from './catalogs.ts';
import { enInteractions, type InteractionCatalog } from './en-interactions.ts';

/** The catalog in use, for the questions that are no choice. */
export const interactionText = (): InteractionCatalog => catalogs.value.interactions ?? enInteractions;
