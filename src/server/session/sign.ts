import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import {
  HELD_TYPE,
  type HeldPayload,
  RECEIPT_TYPE,
  type ReceiptPayload,
  receiptPayload,
} from '../../shared/contract/receipt.ts';
import { perDatabase } from '../store/per-database.ts';
import type { Db } from '../store/store.ts';
import { workspaceSecret } from '../store/workspaces.ts';

interface SigningKey {
  key: KeyObject;
  kid: string;
  /** Encoded headers, by their types. */
  heads: Map<string, string>;
}

// A workspace has one signing key for good.
const keptKeys = perDatabase(() => new Map<string, SigningKey>());

/** Signs a receipt with the workspace's key: a compact JWS (RFC 7515), ES256. */
export async function signReceipt(db: Db, workspaceId: string, payload: ReceiptPayload): Promise<string> {
  return signJws(await signingKey(db, workspaceId), RECEIPT_TYPE, payload);
}

/** What a receipt of this workspace says; undefined when its signature, or what it says, is none. */
export async function readReceipt(db: Db, workspaceId: string, jws: string): Promise<ReceiptPayload | undefined> {
  const { key } = await signingKey(db, workspaceId);
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const signed = Buffer.from(`${head}.${payload}`);
  const publicKey = { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' as const };
  if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))) return undefined;
  return receiptPayload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).data;
}

/** Signs what the journal holds, likewise. */
export async function signHeld(db: Db, workspaceId: string, payload: HeldPayload): Promise<string> {
  return signJws(await signingKey(db, workspaceId), HELD_TYPE, payload);
}

async function signingKey(db: Db, workspaceId: string): Promise<SigningKey> {
  const kept = keptKeys(db);
  const known = kept.get(workspaceId);
  if (known) return known;
  const jwk = JSON.parse(await workspaceSecret(db, workspaceId, 'receipt-signing-key')) as JsonWebKey & { kid: string };
  const made = { key: createPrivateKey({ key: jwk, format: 'jwk' }), kid: jwk.kid, heads: new Map<string, string>() };
  kept.set(workspaceId, made);
  return made;
}

function signJws({ key, kid, heads }: SigningKey, typ: string, payload: object): string {
  const head = heads.get(typ) ?? encode({ alg: 'ES256', kid, typ });
  heads.set(typ, head);
  const signed = `${head}.${encode(payload)}`;
  // JWS takes the two numbers of the signature side by side (RFC 7518 §3.4), not node's DER.
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
