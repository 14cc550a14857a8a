import { watchPresence } from './pwa/presence-watch.ts';
import type { App } from './session/app.ts';
import type { Services } from './session/ports.ts';

const RECEIPT = /^#receipt=(.+)$/;

/** What goes on beside the screens: who is there, and a receipt that a link or a printed code brought. */
export function whileOpen(app: App, services: Services): void {
  watchPresence({
    page: window,
    now: () => Date.now(),
    every(ms, tick) {
      const timer = setInterval(tick, ms);
      return () => clearInterval(timer);
    },
    active: () => services.active(),
    isIdle: () => services.isIdle(),
    lock: () => app.lock(),
  });
  const take = () => {
    const [, receipt] = RECEIPT.exec(location.hash) ?? [];
    if (receipt === undefined) return;
    history.replaceState(null, '', location.pathname);
    void services.acceptReceipt(receipt);
  };
  take();
  window.addEventListener('hashchange', take);
}
