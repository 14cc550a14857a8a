import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { requireBrowser } from '../../src/commands/browser.mjs';

/** A renderer that is kept for the next page. */
const SPARE_RENDERER = 'SpareRendererForSitePerProcess';

/**
 * The popups below the address bar are pages of their own, and cost more than the rest of a start. Playwright switches off the
 * others, in a switch that this one takes the place of.
 */
const DISABLED_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'Translate',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
];

/** For a machine without a screen, and for a browser that talks to nobody but the server under test. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface LaunchOptions {
  /** Outlives the browser: a second launch with the same folder finds what the first one had on disk. */
  userDataDir: string;
  args?: string[];
  /** Has a renderer ready for the next page, as for a student: whoever measures how a page opens. Tests go without, and cost less. */
  keepsSpareRenderer?: boolean;
  /** Another program than the machine's browser, which starts that one. */
  program?: string;
  context?: NonNullable<Parameters<typeof chromium.launchPersistentContext>[1]>;
}

export interface Browser {
  context: BrowserContext;
  /** The tab that the browser starts with. */
  page: Page;
  /**
   * Ends the browser as a power cut would: SIGKILL to its whole process group, with no chance for a page, a worker or
   * the database to finish anything. Resolves once it is gone, also when it was before.
   */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the browser of this machine with a profile on disk. */
export async function launchChromium({
  userDataDir,
  args = [],
  keepsSpareRenderer = false,
  program,
  context: extra,
}: LaunchOptions): Promise<Browser> {
  const disabled = keepsSpareRenderer ? DISABLED_FEATURES : [SPARE_RENDERER, ...DISABLED_FEATURES];
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: program ?? (await requireBrowser()),
    viewport: { width: 1280, height: 800 },
    ...extra,
    args: [...FLAGS, `--disable-features=${disabled.join()}`, ...args],
  });
  let open = true;
  const gone = new Promise<void>((resolve) => {
    context.once('close', () => {
      open = false;
      resolve();
    });
  });
  const pid = await processIdOf(context);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    async kill() {
      // Playwright starts the browser as the leader of a process group of its own.
      if (open) process.kill(-pid, 'SIGKILL');
      await gone;
    },
    close: () => context.close(),
  };
}

async function processIdOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const processes = await session?.send('SystemInfo.getProcessInfo');
  const main = processes?.processInfo.find((process) => process.type === 'browser');
  if (!main) throw new Error('the browser does not tell its process id');
  await session?.detach();
  return main.id;
}
