/**
 * Whether a text may be in the store at all: none there holds U+0000, which PostgreSQL refuses even to compare with. What is
 * asked for by such a text is not there, whichever the store.
 */
export const canBeStored = (text: string): boolean => !text.includes('\0');
