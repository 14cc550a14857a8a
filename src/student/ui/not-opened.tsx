import type { App } from '../session/app.ts';
import type { Rescued } from '../session/ports.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { AppBanners } from './banner.tsx';
import { SaveFile } from './save-file.tsx';
import { UpdateBanner } from './update-banner.tsx';
import './frame.css';

/** The device does not open what it saved: what becomes of the answers all the same. */
export function NotOpened({ app }: { app: App }) {
  const rescued = app.rescued.value;
  return (
    <div class="frame">
      <section class="banners" aria-label={text().banner.heading}>
        <AppBanners app={app} />
        <UpdateBanner app={app} />
      </section>
      <main>
        <h1>{restText().rescued.heading}</h1>
        {rescued && <SecondCopies rescued={rescued} />}
      </main>
    </div>
  );
}

function SecondCopies({ rescued }: { rescued: Rescued }) {
  const words = restText().rescued;
  const { tests, sent } = rescued;
  if (tests === 0) return <p role="status">{words.nothing}</p>;
  if (sent === tests) return <p role="status">{words.sent}</p>;
  return (
    <>
      <p role="status">{words.coming(tests - sent)}</p>
      <p>{words.file}</p>
      <div>
        <SaveFile app={{ services: rescued }} scope="device" />
      </div>
    </>
  );
}
