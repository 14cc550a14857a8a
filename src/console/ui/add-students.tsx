import { useState } from 'preact/hooks';
import { createSessionAnswer } from '../../shared/contract/exam-session.ts';
import { callApi } from '../api.ts';
import { parseNames } from '../parse-names.ts';
import { Trouble } from './trouble.tsx';
import './add-students.css';

/** Makes sessions of pasted names. A name that has one already keeps it, so that a list may be pasted twice. */
export function AddStudents({ configId, onAdded, open }: { configId: string; onAdded: () => void; open: boolean }) {
  const [pasted, setPasted] = useState('');
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [outcome, setOutcome] = useState<{ trouble: string | null; done: string | null }>({
    trouble: null,
    done: null,
  });
  const { students, problems } = parseNames(pasted);

  const add = async () => {
    const path = `/api/exam-config/${encodeURIComponent(configId)}/exam-session`;
    for (const [done, student] of students.entries()) {
      setProgress({ done, total: students.length });
      const result = await callApi('POST', path, createSessionAnswer, student);
      if (!result.ok) {
        const name = `${student.lis_person_name_given} ${student.lis_person_name_family}`.trim();
        setOutcome({
          trouble: `${done} are added. It stopped at ${name}: ${result.detail} Press Add again to go on.`,
          done: null,
        });
        setProgress(null);
        onAdded();
        return;
      }
    }
    setProgress(null);
    setOutcome({
      trouble: null,
      done: students.length === 1 ? '1 student is added.' : `${students.length} students are added.`,
    });
    setPasted('');
    onAdded();
  };

  return (
    <details class="add" open={open}>
      <summary>Add students</summary>
      <label for="names">Names, one a line: Maya Rivera or Rivera, Maya. An id may follow after a tab.</label>
      <textarea
        id="names"
        rows={6}
        value={pasted}
        aria-describedby="names-problems"
        onInput={(event) => setPasted(event.currentTarget.value)}
      />
      <ul id="names-problems" class="problems">
        {problems.map((problem) => (
          <li key={problem.line}>
            Line {problem.line}: {problem.message}
          </li>
        ))}
      </ul>
      <Trouble text={outcome.trouble} />
      <p role="status">{progress ? `Adding ${progress.done + 1} of ${progress.total}` : outcome.done}</p>
      <button type="button" disabled={students.length === 0 || problems.length > 0 || progress !== null} onClick={add}>
        {students.length > 1 ? `Add ${students.length} students` : 'Add'}
      </button>
    </details>
  );
}
