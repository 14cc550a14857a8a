/* As in `reading.css`. */
const LEGIBLE = [
  'Atkinson Hyperlegible Next',
  'Atkinson Hyperlegible',
  'Lexend',
  'OpenDyslexic',
  'Comic Neue',
  'Comic Sans MS',
  'Verdana',
];
const SAMPLE = 'Il1 O0 agqy 3B8';

let found: boolean | null = null;

/** Whether this device has letters that were made to be told apart: a browser does not say so, but measures text in them. */
export function hasLegibleFont(): boolean {
  found ??= LEGIBLE.some(isOnDevice);
  return found;
}

function isOnDevice(family: string): boolean {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return false;
  const width = (fallback: string, families: string) => {
    context.font = `72px ${families}${fallback}`;
    return context.measureText(SAMPLE).width;
  };
  return ['monospace', 'serif'].every((fallback) => width(fallback, '') !== width(fallback, `"${family}", `));
}
