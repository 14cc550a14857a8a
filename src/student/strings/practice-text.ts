import { catalogs } from './catalogs.ts';
import { enPractice, type PracticeCatalog } from './en-practice.ts';

/** The catalog in use, for the practice test. */
export const practiceText = (): PracticeCatalog => catalogs.value.practice ?? enPractice;
