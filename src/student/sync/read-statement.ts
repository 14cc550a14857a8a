import { HELD_TYPE, heldPayload, RECEIPT_TYPE, receiptPayload } from '../../shared/contract/receipt.ts';
import type { Statement } from '../db/apply-statement.ts';
import { verifyJws } from './verify-jws.ts';

/** What the server signed for an import. @returns null when it is neither a genuine receipt nor a genuine `held` */
export async function readStatement(jws: string, publicKeys: readonly JsonWebKey[]): Promise<Statement | null> {
  const receipt = await verifyJws({ jws, type: RECEIPT_TYPE, payload: receiptPayload, publicKeys });
  if (receipt !== null) return { kind: 'receipt', jws, payload: receipt };
  const held = await verifyJws({ jws, type: HELD_TYPE, payload: heldPayload, publicKeys });
  return held === null ? null : { kind: 'held', jws, payload: held };
}
