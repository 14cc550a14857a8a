/** A name from elsewhere, of either direction: it does not reach into the sentence around it (Unicode's FIRST STRONG ISOLATE). */
export const isolated = (name: string): string => `\u2068${name}\u2069`;
