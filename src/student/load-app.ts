interface ScriptPolicies {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
}

/**
 * Fetches and runs the app's script, as a classic one (`classic-entry.mjs`).
 *
 * @param failed it did not come, or threw while it was evaluated: what was drawn ahead of it would take answers that nobody saves
 */
export function loadApp(address: string, failed: () => void): void {
  const script = document.createElement('script');
  const { trustedTypes } = globalThis as { trustedTypes?: ScriptPolicies };
  const policy = trustedTypes?.createPolicy('satchel-app', { createScriptURL: () => address });
  script.src = policy?.createScriptURL(address) ?? address;
  script.onerror = failed;
  globalThis.onerror = (_, file) => file === script.src && failed();
  script.onload = () => {
    globalThis.onerror = null;
  };
  document.head.append(script);
}
