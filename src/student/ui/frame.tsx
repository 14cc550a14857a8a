import type { ComponentChildren } from 'preact';
import type { App } from '../session/app.ts';
import { restText } from '../strings/rest-text.ts';
import { text } from '../strings/text.ts';
import { AppBanners } from './banner.tsx';
import { SettingsButton } from './settings-dialog.tsx';
import { UpdateBanner } from './update-banner.tsx';
import './frame.css';

interface Props {
  app: App;
  /** Beside the product's mark: whose this is. */
  lead: ComponentChildren;
  end?: ComponentChildren;
  banners?: ComponentChildren;
  children: ComponentChildren;
}

/** The screens around the test: a bar, what is to be told, one column. */
export function Frame({ app, lead, end, banners, children }: Props) {
  return (
    <div class="frame">
      <a class="skip" href="#content">
        {restText().skipToContent}
      </a>
      <header class="bar">
        <span class="mark" aria-hidden="true" />
        <div class="lead">{lead}</div>
        <div class="push end">
          {end}
          <SettingsButton app={app} />
        </div>
      </header>
      <section class="banners" aria-label={text().banner.heading}>
        <AppBanners app={app} />
        <UpdateBanner app={app} />
        {banners}
      </section>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
