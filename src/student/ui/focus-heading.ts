/** Before a button goes away with what it did: the focus must not go with it, but on to the heading of the question, or of the screen. */
export const focusHeading = (): void => document.querySelector<HTMLElement>('main [tabindex="-1"]')?.focus();

/** For a dialog that is closed: it gives the focus back to what had it, and where that was nothing, keeps it although it is hidden. */
export function focusAfter({ currentTarget }: { currentTarget: Node }): void {
  const { activeElement, body } = document;
  if (activeElement === body || currentTarget.contains(activeElement)) focusHeading();
}
