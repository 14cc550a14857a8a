import type { FirstStart } from './first-start.ts';
import type { Settings } from './settings.ts';

/** What a first start makes, a line each. */
export function accountLines({ staff, apiKey }: FirstStart): string[] {
  const lines: string[] = [];
  if (staff) {
    const { username, password, generated } = staff;
    lines.push(
      generated
        ? `Staff account ${username}, password ${password} (shown this once)`
        : `Staff account ${username}, with the password of ADMIN_PASSWORD`,
    );
  }
  if (apiKey) lines.push(`API key ${apiKey.appKey}, secret ${apiKey.appSecret} (shown this once)`);
  return lines;
}

/** What a person who started the server is told at each start, a line each; `listening on` comes after it. */
export function announcement(told: {
  settings: Settings;
  url: string;
  demoTickets: { name: string; ticket: string }[];
}): string[] {
  const { settings, url, demoTickets } = told;
  const lines = [`Satchel is at ${url} for students and at ${url}/console for staff.`];
  for (const { name, ticket } of demoTickets) lines.push(`Demo student ${name} signs in with the ticket ${ticket}`);
  const reach = reachOf(settings);
  return reach ? [...lines, reach] : lines;
}

function reachOf({ host, tls, publicUrl }: Settings): string | undefined {
  const needs = 'Other devices need HTTPS: without it a browser has neither service worker nor WebCrypto.';
  if (isLoopback(host) && !publicUrl) {
    return `Only this machine reaches it. ${needs} Set HOST=0.0.0.0 with TLS_CERT and TLS_KEY, or PUBLIC_URL behind a proxy that ends TLS.`;
  }
  if (!tls && !publicUrl?.startsWith('https:')) {
    return `${needs} Set TLS_CERT and TLS_KEY, or PUBLIC_URL=https://… behind a proxy that ends TLS.`;
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
