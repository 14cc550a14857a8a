import { staffConfigs } from '../../shared/contract/staff.ts';
import { byTitle } from '../by-title.ts';
import { linkTo } from '../place.ts';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';
import './exam-configs.css';

export function ExamConfigs() {
  const { data, trouble } = useLoaded('/api/staff/exam-configs', staffConfigs, 30_000);
  const tests = data && [...data.items].sort(byTitle);
  return (
    <>
      <h2>Tests</h2>
      <Trouble text={trouble} />
      {tests?.length === 0 && <p>There is no test yet. An integrator puts one through the API.</p>}
      <ul class="configs">
        {tests?.map((config) => (
          <li key={config.id}>
            <a href={linkTo({ name: 'board', configId: config.id })}>{config.examName}</a>
            <span class="second">
              {config.complete} of {config.sessions} complete
            </span>
            <progress
              max={Math.max(config.sessions, 1)}
              value={config.complete}
              aria-label={`${config.examName}: complete`}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
