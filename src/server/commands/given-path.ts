import { resolve } from 'node:path';

/** A path as the person gave it, who may have called npm from a folder below the project's, where npm runs the command. */
export const givenPath = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);
