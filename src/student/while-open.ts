import { computed, effect } from '@preact/signals';
import { noteOpen } from './note-open.ts';
import { watchPresence } from './pwa/presence-watch.ts';
import type { App } from './session/app.ts';
import type { Attempt } from './session/attempt.ts';
import { forgetLinkedTicket } from './session/linked-ticket.ts';
import type { Services } from './session/ports.ts';
import { watchTime } from './session/time-limit.ts';
import { drawLater, layOut, soon } from './ui/draw-later.ts';
import { preloadInteractions } from './ui/interactions/preload.ts';
import { LookWearer } from './wear-look.ts';

const RECEIPT = /^#receipt=(.+)$/;

/**
 * What goes on beside the screens: how they are drawn, who is there, what the open test needs, its time, its text when the page is
 * left, and a receipt that a link or a printed code brought.
 */
export function whileOpen(app: App, services: Services): void {
  drawLater(soon, window, layOut);
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
  const look = new LookWearer({
    root: document.documentElement,
    storage: () => localStorage,
    languages: () => navigator.languages,
  });
  // The same settings come again with every change of the state.
  const settings = computed(() => app.state.value?.settings);
  effect(() => {
    if (settings.value) void look.wear(settings.value);
  });
  let preloaded: Attempt | null = null;
  effect(() => {
    const screen = app.screen.value;
    if (screen.name !== 'attempt' || screen.attempt === preloaded || screen.attempt.link.value === 'connecting') return;
    preloaded = screen.attempt;
    void preloadInteractions(preloaded);
  });
  noteOpen({
    app,
    storage: () => localStorage,
    later(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  watchTime(app, services);
  forgetLinkedTicket(app);
  // A bonus, for a page that is put away in the midst of a word: what was typed is saved by its own pauses.
  document.addEventListener('visibilitychange', () => app.saveNow());
  window.addEventListener('pagehide', () => app.saveNow());
  const take = () => {
    const [, receipt] = RECEIPT.exec(location.hash) ?? [];
    if (receipt === undefined) return;
    history.replaceState(null, '', location.pathname);
    void services.acceptReceipt(receipt);
  };
  take();
  window.addEventListener('hashchange', take);
}
