import { expect, test } from 'vitest';
import { InstallPrompt } from '../../../src/student/session/install-prompt.ts';

class Page extends EventTarget {
  stored = new Map<string, string>();
  localStorage = {
    getItem: (name: string) => this.stored.get(name) ?? null,
    setItem: (name: string, value: string) => void this.stored.set(name, value),
  };
  prompted = 0;
  /** @returns whether the browser may show it by itself */
  offer(): boolean {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    return this.dispatchEvent(
      Object.assign(event, {
        prompt: async () => {
          this.prompted++;
        },
      }),
    );
  }
}

test('the browser’s offer is kept from being shown, until somebody takes it up', async () => {
  const page = new Page();
  const install = new InstallPrompt(page);
  expect(install.isOffered.value).toBe(false);
  expect(page.offer()).toBe(false);
  expect(install.isOffered.value).toBe(true);
  expect(page.prompted).toBe(0);
  await install.install();
  expect(page.prompted).toBe(1);
  expect(install.isOffered.value).toBe(false);
});

test('who said no is not asked again, at later starts neither', () => {
  const page = new Page();
  const install = new InstallPrompt(page);
  page.offer();
  install.decline();
  expect(install.isOffered.value).toBe(false);
  const later = new InstallPrompt(page);
  expect(page.offer()).toBe(false);
  expect(later.isOffered.value).toBe(false);
});

test('an app that was installed some other way is offered no more', () => {
  const page = new Page();
  const install = new InstallPrompt(page);
  page.offer();
  page.dispatchEvent(new Event('appinstalled'));
  expect(install.isOffered.value).toBe(false);
});

test('an offer that the browser takes back is no error, and storage that is blocked neither', async () => {
  const page = new Page();
  page.localStorage.getItem = page.localStorage.setItem = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  const install = new InstallPrompt(page);
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
    prompt: () => Promise.reject(new DOMException('too late', 'InvalidStateError')),
  });
  page.dispatchEvent(event);
  await install.install();
  page.offer();
  install.decline();
  expect(install.isOffered.value).toBe(false);
});
