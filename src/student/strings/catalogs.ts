import { signal } from '@preact/signals';
import type { Catalog } from './en.ts';
import type { BeforeCatalog } from './en-before.ts';
import type { ClockCatalog } from './en-clock.ts';
import type { InteractionCatalog } from './en-interactions.ts';
import type { PlacingCatalog } from './en-placing.ts';
import type { PracticeCatalog } from './en-practice.ts';
import type { RestCatalog } from './en-rest.ts';
import type { SettingsCatalog } from './en-settings.ts';
import type { ToolsCatalog } from './en-tools.ts';

/** All the words of one language. They come in one file, so that no screen is ever half in another one. */
export interface Catalogs {
  text: Catalog;
  rest: RestCatalog;
  settings: SettingsCatalog;
  before: BeforeCatalog;
  tools: ToolsCatalog;
  practice: PracticeCatalog;
  clock: ClockCatalog;
  interactions: InteractionCatalog;
  placing: PlacingCatalog;
}

/**
 * The words in use; empty where that is English, which is built in. Whoever reads them while rendering follows when another
 * language takes their place.
 */
export const catalogs = signal<Partial<Catalogs>>({});
