import { codeFromHex, formatCode } from '../../shared/lib/ticket-code.ts';

/** 80 bits, as two tickets: four groups that can be read out and typed. */
export function readablePassword(randomBytes: (count: number) => Buffer): string {
  return [randomBytes(5), randomBytes(5)].map((bytes) => formatCode(codeFromHex(bytes.toString('hex')))).join('-');
}
