import { decodeWhole } from '../decode-whole.ts';

/** What spreadsheets save as CSV: UTF-8, UTF-16 with its mark ("Unicode text"), or else the code page of Western Windows. */
export function decodeCsv(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decodeWhole(new TextDecoder('windows-1252'), bytes);
  }
}
