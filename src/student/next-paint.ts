/** After the next frame; at once where the page is hidden and no frame comes. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => setTimeout(resolve, 0);
    if (document.visibilityState === 'visible') requestAnimationFrame(done);
    else done();
  });
}
