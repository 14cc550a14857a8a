import { NONCE_BYTES } from '../../shared/contract/sealing.ts';

/*
 * What a ticket opens without a network. The ticket is stretched (PBKDF2-SHA-256) into a key that wraps a random one;
 * unwrapping succeeds with the right ticket only, and neither the ticket nor anything that is quick to compare with it
 * is on the device.
 */
export const TICKET_ITERATIONS = 600_000;
export const SALT_BYTES = 16;

/** @param ticket normalised: letters and digits only, upper case */
export async function stretchTicket(
  ticket: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(ticket), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

export const mintPartitionKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);

/** @returns nonce || ciphertext || tag */
export async function wrapKey(key: CryptoKey, under: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return concat(iv, await crypto.subtle.wrapKey('raw', key, under, { name: 'AES-GCM', iv }));
}

/** @returns the key, which nobody can read out again; null when it was wrapped under another ticket */
export async function unwrapKey(wrapped: Uint8Array<ArrayBuffer>, under: CryptoKey): Promise<CryptoKey | null> {
  const iv = wrapped.subarray(0, NONCE_BYTES);
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      wrapped.subarray(NONCE_BYTES),
      under,
      { name: 'AES-GCM', iv },
      'AES-GCM',
      false,
      ['encrypt', 'decrypt'],
    );
  } catch {
    return null;
  }
}

export async function sealText(text: string, key: CryptoKey): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return concat(iv, await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text)));
}

/** @returns null when it was sealed under another key */
export async function openText(sealed: Uint8Array<ArrayBuffer>, key: CryptoKey): Promise<string | null> {
  try {
    const iv = sealed.subarray(0, NONCE_BYTES);
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed.subarray(NONCE_BYTES));
    return new TextDecoder().decode(opened);
  } catch {
    return null;
  }
}

function concat(first: Uint8Array, second: ArrayBuffer): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.byteLength);
  both.set(first);
  both.set(new Uint8Array(second), first.length);
  return both;
}
