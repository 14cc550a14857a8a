import { staffBoard } from '../../shared/contract/staff.ts';
import { linkTo } from '../place.ts';
import { QrCode } from './qr-code.tsx';
import { Trouble } from './trouble.tsx';
import { useLoaded } from './use-loaded.ts';
import './tickets.css';

/** A sheet of tickets to cut apart. The code opens the student page with the ticket filled in. */
export function Tickets({ configId }: { configId: string }) {
  const { data, trouble } = useLoaded(
    `/api/staff/exam-config/${encodeURIComponent(configId)}/board`,
    staffBoard,
    3_600_000,
  );
  return (
    <>
      <p class="trail">
        <a href={linkTo({ name: 'board', configId })}>Back to the test</a>
      </p>
      <div class="title no-print">
        <h2>Tickets</h2>
        <button type="button" class="main" onClick={() => print()}>
          Print
        </button>
      </div>
      <p class="second no-print">A ticket is a student’s own key to all their tests. Hand it to nobody else.</p>
      <Trouble text={trouble} />
      <ul class="tickets">
        {data?.items.map((row) => (
          <li key={row.id}>
            {/* A fragment stays on the device: the ticket is in no request and in no log. */}
            <QrCode text={`${location.origin}/#ticket=${row.ticket}`} label={`QR code of the ticket of ${row.name}`} />
            <div>
              <p class="ticket-name">{row.name}</p>
              <p class="ticket">{row.ticket}</p>
              <p class="second">{location.host}</p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
