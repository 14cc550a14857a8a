import { enPractice, type PracticeCatalog } from './en-practice.ts';

/** The catalog in use, for the practice test. */
export const practiceText = (): PracticeCatalog => enPractice;
