/** Before a button goes away with what it did: the focus must not go with it, but on to the heading of the question, or of the screen. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('main [tabindex="-1"]')?.focus();
