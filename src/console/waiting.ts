import { signal } from '@preact/signals';
import { staffAttention } from '../shared/contract/journal.ts';
import { callApi } from './api.ts';

const MOST = 99;

/** How many sessions need a person, as the top of the page says it; empty for none, and while it is not known. */
export const waiting = signal('');

export async function countWaiting(): Promise<void> {
  const result = await callApi('GET', `/api/staff/attention?limit=${MOST}`, staffAttention);
  if (!result.ok) return;
  const { items, nextToken } = result.data;
  waiting.value = nextToken === null ? String(items.length || '') : `${MOST}+`;
}
