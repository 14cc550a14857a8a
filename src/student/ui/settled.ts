import { createContext } from 'preact';

/**
 * False for the very first frame, which shows the question alone: each size and weight of a letter is a font that the browser
 * has to find, and a slow device shows the question that much later.
 */
export const Settled = createContext(true);
