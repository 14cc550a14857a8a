import { catalogs } from './catalogs.ts';
import { type Catalog, en } from './en.ts';

/** The catalog in use. Read it when rendering and not before, so that another language can take its place. */
export const text = (): Catalog => catalogs.value.text ?? en;
