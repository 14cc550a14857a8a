/** Before a button goes away with what it did: the focus must not go with it. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('main h1')?.focus();
