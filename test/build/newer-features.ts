/*
 * What Chrome 109 has not. A build target lowers syntax and leaves library calls alone, so these are looked for in what
 * was built. Beside each: the first Chrome that has it.
 */
export const NEWER_IN_SCRIPTS: Array<[since: number, pattern: RegExp]> = [
  [110, /\.(toSorted|toReversed|toSpliced)\(/],
  [111, /\.(isWellFormed|toWellFormed)\(/],
  [114, /\.(showPopover|hidePopover|togglePopover)\(/],
  [116, /\bAbortSignal\.any\(/],
  [117, /\b(Object|Map)\.groupBy\(/],
  [119, /\bPromise\.withResolvers\(/],
  [120, /\bURL\.canParse\(/],
  [121, /\bArray\.fromAsync\(/],
  [122, /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/],
  [122, /\.(values|keys|entries)\(\)\.(map|filter|take|drop|flatMap|reduce|toArray|forEach|some|every|find)\(/],
  [126, /\bURL\.parse\(/],
  [128, /\bPromise\.try\(/],
  [129, /\bscheduler\.(yield)\(/],
  [132, /\.bytes\(\)/],
  [136, /\bRegExp\.escape\(/],
  [138, /\bMath\.sumPrecise\(/],
  [140, /\.(toBase64|setFromBase64|toHex|setFromHex)\(|\bUint8Array\.from(Base64|Hex)\(/],
];

/** Values and rules that make the whole declaration or rule unknown to an older browser. `text-wrap` only adds. */
export const NEWER_IN_STYLES: Array<[since: number, pattern: RegExp]> = [
  [111, /\bcolor-mix\(/],
  [111, /\b(oklch|oklab|lch|lab|color)\(/],
  [112, /[{;}]\s*&/],
  [114, /:popover-open/],
  [117, /@starting-style/],
  [117, /\bsubgrid\b/],
  [118, /@scope\b/],
  [119, /:user-(in)?valid/],
  [123, /\blight-dark\(/],
  [125, /\banchor(-size)?\(/],
];

/** `if (Uint8Array.prototype.toBase64) return …;`: a browser that has it not never comes to the call. */
const ASKED_FOR_FIRST = /if\(Uint8Array\.(?:prototype\.)?(\w+)\)return [^;]*?\.\1\([^;]*;/g;
/** A browser that does not know what is asked about passes over the whole block, which is looked at all the same. */
const QUESTION_ABOUT_STYLES = /@supports[^{]*/g;

/** @returns a sentence for each newer feature that `text` uses without having asked for it */
export function newerFeatures(whole: string, features: Array<[since: number, pattern: RegExp]>): string[] {
  const text = whole.replaceAll(ASKED_FOR_FIRST, '').replaceAll(QUESTION_ABOUT_STYLES, '');
  return features.flatMap(([since, pattern]) => {
    const found = pattern.exec(text);
    if (!found) return [];
    const around = text.slice(Math.max(0, found.index - 40), found.index + 60);
    return [`${found[0]} came with Chrome ${since}: …${around}…`];
  });
}
