import { signal } from '@preact/signals';

/** Where in the console one is; the fragment of the address, so that Back and reload work. */
export type Place =
  | { name: 'configs' }
  | { name: 'board'; configId: string }
  | { name: 'tickets'; configId: string }
  | { name: 'results'; configId: string; sessionId: string }
  | { name: 'attention'; configId?: string }
  | { name: 'decide'; sessionId: string }
  | { name: 'devices' }
  | { name: 'files' };

/** Reads a fragment; one that nobody wrote leads to the start. */
export function readPlace(fragment: string): Place {
  const [name, first, second] = fragment.replace(/^#\/?/, '').split('/').map(decoded);
  if (name === 'board' && first) return { name, configId: first };
  if (name === 'tickets' && first) return { name, configId: first };
  if (name === 'results' && first && second) return { name, configId: first, sessionId: second };
  if (name === 'attention') return first ? { name, configId: first } : { name };
  if (name === 'decide' && first) return { name, sessionId: first };
  if (name === 'devices' || name === 'files') return { name };
  return { name: 'configs' };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

export function linkTo(place: Place): string {
  switch (place.name) {
    case 'configs':
    case 'devices':
    case 'files':
      return `#/${place.name}`;
    case 'board':
    case 'tickets':
      return `#/${place.name}/${encodeURIComponent(place.configId)}`;
    case 'attention':
      return place.configId === undefined ? '#/attention' : `#/attention/${encodeURIComponent(place.configId)}`;
    case 'decide':
      return `#/decide/${encodeURIComponent(place.sessionId)}`;
    case 'results':
      return `#/results/${encodeURIComponent(place.configId)}/${encodeURIComponent(place.sessionId)}`;
  }
}

export const place = signal<Place>(readPlace(location.hash));
addEventListener('hashchange', () => {
  place.value = readPlace(location.hash);
});
