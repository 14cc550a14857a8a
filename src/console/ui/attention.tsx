import { type StaffAttention, staffAttention } from '../../shared/contract/journal.ts';
import { titles } from '../by-title.ts';
import { linkTo } from '../place.ts';
import { ageInWords } from '../words.ts';
import './attention.css';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';

/** The students of whom answers wait for a person, of one test or of all. */
export function Attention({ configId }: { configId?: string | undefined }) {
  const query = configId === undefined ? '' : `?examConfigId=${encodeURIComponent(configId)}`;
  const { data, trouble } = useLoaded(`/api/staff/attention${query}`, staffAttention, 10_000);
  return (
    <>
      {configId !== undefined && (
        <p class="trail">
          <a href={linkTo({ name: 'board', configId })}>Back to the test</a>
        </p>
      )}
      <h2>Needs attention</h2>
      <Trouble text={trouble} />
      {data?.items.length === 0 && (
        <p>
          Nothing waits for you. When two devices of one student say different things, you choose here which answer
          counts.
        </p>
      )}
      {data && data.items.length > 0 && (
        <p>Answers came that could not simply count. None is lost. Choose a student to see them side by side.</p>
      )}
      <ul class="waiting">
        {data &&
          [...data.items].sort(byTestAndName).map((item) => (
            <li key={item.id}>
              <a href={linkTo({ name: 'decide', sessionId: item.id })}>{item.name}</a>
              <span>{item.examName}</span>
              <span>{countsInWords(item)}</span>
              <span class="second">came {ageInWords(item.receivedAt, data.now)}</span>
            </li>
          ))}
      </ul>
    </>
  );
}

type Item = StaffAttention['items'][number];

const byTestAndName = (a: Item, b: Item) => titles.compare(a.examName, b.examName) || a.name.localeCompare(b.name);

function countsInWords({ differing, putAway, quarantined }: Item): string {
  return [
    ...(differing > 0 ? [`${differing} to choose`] : []),
    ...(putAway > 0 ? [`${putAway} of an attempt that was put away`] : []),
    ...(quarantined > 0 ? [`${quarantined} that the device set aside`] : []),
  ].join(', ');
}
