import { enInteractions, type InteractionCatalog } from './en-interactions.ts';

/** The catalog in use, for the questions that are no choice. */
export const interactionText = (): InteractionCatalog => enInteractions;
