import { catalogs } from './catalogs.ts';
import { enTools, type ToolsCatalog } from './en-tools.ts';

/** The catalog in use, for what a student has at hand beside the question. */
export const toolsText = (): ToolsCatalog => catalogs.value.tools ?? enTools;
