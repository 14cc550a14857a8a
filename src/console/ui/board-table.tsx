import type { StaffBoard, StaffSessionRow } from '../../shared/contract/staff.ts';
import { linkTo } from '../place.ts';
import { actionsFor, type SessionAction } from '../session-action.ts';
import { clockInWords, timeInWords } from '../time-words.ts';
import { ageInWords, MATURITY_IN_WORDS, percentInWords } from '../words.ts';
import './board-table.css';

export interface BoardTableProps {
  board: StaffBoard;
  configId: string;
  onAction: (action: SessionAction, row: StaffSessionRow) => void;
}

export function BoardTable({ board, configId, onAction }: BoardTableProps) {
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Student</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Received
            </th>
            <th scope="col" class="number">
              Score
            </th>
            <th scope="col">Last heard</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {board.items.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>
                <span class={`maturity ${row.maturity}`}>{MATURITY_IN_WORDS[row.maturity]}</span>
                {row.attempt > 1 && <span class="second"> attempt {row.attempt}</span>}
                <Time row={row} />
                <Kept row={row} />
              </td>
              <td class="number">
                {row.answered} of {row.questions}
              </td>
              <td class="number">
                {row.scoreActual === null ? (
                  '–'
                ) : (
                  <a
                    href={linkTo({ name: 'results', configId, sessionId: row.id })}
                    aria-label={`${percentInWords(row.scoreActual)}, results of ${row.name}`}
                  >
                    {percentInWords(row.scoreActual)}
                  </a>
                )}
              </td>
              <td>{ageInWords(row.lastContactAt, board.now)}</td>
              <td>
                <RowActions row={row} onAction={onAction} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How long the student has, and what is odd about it. */
function Time({ row: { time, clock, maturity } }: { row: StaffSessionRow }) {
  const odd = clockInWords(clock);
  return (
    <>
      {time && (
        <span class="record second">
          {timeInWords(time)}
          {time.paused && <b>, clock stopped</b>}
          {maturity === 'COMPLETE' && clock?.endedBy === 'time' && ', handed in when it was over'}
        </span>
      )}
      {maturity === 'COMPLETE' && odd && <span class="record second">{odd}</span>}
    </>
  );
}

/** What came from elsewhere: to be decided, or the record of what was. */
function Kept({ row }: { row: StaffSessionRow }) {
  const href = linkTo({ name: 'decide', sessionId: row.id });
  if (row.needsAttention > 0) {
    return (
      <a class="attention" href={href} aria-label={`Needs attention: ${row.needsAttention}, ${row.name}`}>
        Needs attention: {row.needsAttention}
      </a>
    );
  }
  if (row.settled === 0) return null;
  return (
    <a class="record second" href={href} aria-label={`Record: ${row.settled}, ${row.name}`}>
      Record: {row.settled}
    </a>
  );
}

function RowActions({ row, onAction }: { row: StaffSessionRow; onAction: BoardTableProps['onAction'] }) {
  const actions = actionsFor(row);
  if (actions.length === 0) return <span class="second">nothing to do yet</span>;
  return (
    <div class="actions">
      {actions.map((action) => (
        <button
          type="button"
          class="quiet"
          key={action.name + JSON.stringify(action.body)}
          aria-label={`${action.label}, ${row.name}`}
          onClick={() => onAction(action, row)}
        >
          {action.label}
        </button>
      ))}
    </div>
  );
}
