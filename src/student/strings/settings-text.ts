import { catalogs } from './catalogs.ts';
import { enSettings, type SettingsCatalog } from './en-settings.ts';

/** The catalog in use, for what a student chooses to read well. */
export const settingsText = (): SettingsCatalog => catalogs.value.settings ?? enSettings;
