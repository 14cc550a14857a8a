/**
 * A file that is dropped beside the area would open in the place of this page, and take away what it says.
 * @returns lets such drops be again
 */
export function refuseStrayDrops(): () => void {
  const refuse = (event: DragEvent) => event.preventDefault();
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
  return () => {
    removeEventListener('dragover', refuse);
    removeEventListener('drop', refuse);
  };
}
