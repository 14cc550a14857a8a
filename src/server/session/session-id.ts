import { createHash } from 'node:crypto';
import type { CreateSessionBody } from '../../shared/contract/exam-session.ts';
import { formatUuid } from './uuid.ts';

const NAMESPACE = Buffer.from('6f1d9c1e5b0a4c529d0e0c6f7b1a2d34', 'hex');

/**
 * The id of the session that a launch means: a UUIDv5 (RFC 9562 §5.5) over the JSON array of exam config, user, context
 * and resource link, an absent one being the empty string. The same launch twice means the same session.
 */
export function sessionIdOf(
  configId: string,
  { user_id, context_id = '', resource_link_id = '' }: CreateSessionBody,
): string {
  const name = JSON.stringify([configId, user_id, context_id, resource_link_id]);
  return formatUuid(createHash('sha1').update(NAMESPACE).update(name).digest().subarray(0, 16), 5);
}
