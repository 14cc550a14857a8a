import type { School } from './school.ts';

/** A compact JWS; its signature is another one each time that the same is signed. */
const SIGNED = /(eyJ[\w-]+\.eyJ[\w-]+)\.[\w-]+/g;

/**
 * All that outlives a process and all that people know, as text: two cuts that leave the same text behind have the same
 * future, because nothing of it rests on anything else.
 */
export async function leftBehind({ device, server, outside, saved, tried, files }: School): Promise<string> {
  const known = [...saved, ...tried, ...files, ...outside.texts, outside.text];
  const all = [device.disk.records(), await server.storage.rows(), known];
  return JSON.stringify(all, textual).replaceAll(SIGNED, '$1');
}

/** Of a key nothing can be read but what it is for; what it seals and opens lies beside it. */
function textual(_: string, value: unknown): unknown {
  if (value instanceof CryptoKey) return value.usages;
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
