/**
 * Resolves once the app opens without a network: its worker is at work, which it is not before it has put everything away
 * and serves this page too.
 */
export async function whenInstalled({ ready }: Pick<ServiceWorkerContainer, 'ready'>): Promise<void> {
  const { active } = await ready;
  if (!active || active.state === 'activated') return;
  await new Promise<void>((resolve) => {
    active.addEventListener('statechange', () => active.state === 'activated' && resolve());
  });
}
