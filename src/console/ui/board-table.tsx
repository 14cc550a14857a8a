import type { StaffBoard } from '../../shared/contract/staff.ts';
import { linkTo } from '../place.ts';
import { actionsFor, type BoardRow, type SessionAction } from '../session-action.ts';
import { ageInWords, MATURITY_IN_WORDS, percentInWords } from '../words.ts';

export interface BoardTableProps {
  board: StaffBoard;
  configId: string;
  onAction: (action: SessionAction, row: BoardRow) => void;
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
                {row.needsAttention > 0 && <span class="attention"> {row.needsAttention} put aside, to look at</span>}
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

function RowActions({ row, onAction }: { row: BoardRow; onAction: BoardTableProps['onAction'] }) {
  const actions = actionsFor(row);
  if (actions.length === 0) return <span class="second">nothing to do yet</span>;
  return (
    <div class="actions">
      {actions.map((action) => (
        <button
          type="button"
          class="quiet"
          key={action.path + (action.body?.run ?? '')}
          aria-label={`${action.label}, ${row.name}`}
          onClick={() => onAction(action, row)}
        >
          {action.label}
        </button>
      ))}
    </div>
  );
}
