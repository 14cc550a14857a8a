import { freeSpace, MB } from '../../shared/lib/free-space.ts';
import type { Device } from '../store/devices.ts';
import { age, count } from './staff-may-collect.ts';

/** What staff should know of a device beyond whether it may be collected, a sentence each. @param now epoch milliseconds */
export function deviceNotes({ report, loss }: Pick<Device, 'report' | 'loss'>, now: number): string[] {
  const notes: string[] = [];
  if (loss !== null) {
    const rescued = report?.lost?.rescued ?? 0;
    const back = rescued > 0 ? ` ${count(rescued, 'test')} came back from its second copy.` : '';
    const heard = loss.answers === null ? '' : ` Last heard with ${heardWith(loss.answers, loss.unsent ?? 0)}.`;
    notes.push(`Its browser lost what was saved on it, ${age(now - loss.at)} ago.${heard}${back}`);
  }
  const { storage } = report ?? {};
  if (storage === undefined) return notes;
  const free = `${Math.max(0, Math.floor((storage.quota - storage.usage) / MB))} MB free`;
  const space = freeSpace(storage);
  if (space === 'full') notes.push(`Full: ${free}. No test can start on it.`);
  if (space === 'low') notes.push(`Nearly full: ${free}.`);
  if (!storage.persisted) notes.push('Its browser may clear what is saved when the disk is full.');
  return notes;
}

function heardWith(answers: number, unsent: number): string {
  return unsent === 0 ? count(answers, 'answer') : `${count(answers, 'answer')}, ${unsent} of them not sent`;
}
