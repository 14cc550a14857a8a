import { useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import { text } from '../strings/text.ts';
import { AppBanners, AttemptBanners } from './banner.tsx';
import type { DrawAheadProps } from './draw-ahead.tsx';
import { drawnAhead } from './drawn-ahead.ts';
import { ItemQuestions } from './item-questions.tsx';
import { Passage } from './passage.tsx';
import { Seam } from './seam.tsx';
import { Settled } from './settled.ts';
import { Status } from './status.tsx';
import type { Arrivals } from './use-question-arrival.ts';
import './drawn-ahead.css';
import './frame.css';
import './item-screen.css';

interface Props {
  app: App;
  attempt: Attempt;
  /** Null until its chunk is there. */
  rest: typeof import('./rest-screens.tsx') | null;
}

/**
 * The test: seam on top, passage left, question right; below one another where it is narrow. It reads no signal that a move or an
 * answer changes: the parts that tell of those are drawn anew by themselves, and not all of the screen.
 */
export function ItemScreen({ app, attempt, rest }: Props) {
  const arrivals = useRef<Arrivals>({ moves: app.moves, item: undefined }).current;
  // The question is painted alone, in its place; the bars around it one frame later.
  const settled = app.settled.value;
  // As of when the screen was drawn: the rows are read again with every save.
  const { examName, studentName } = attempt.snapshot.peek();
  return (
    <div class="item-screen">
      <Skip attempt={attempt} />
      <header class="bar">
        {settled && (
          <>
            <h1>
              <bdi>{examName}</bdi>
            </h1>
            <p>
              <bdi>{studentName}</bdi>
            </p>
            {rest && <rest.TestBar app={app} attempt={attempt} />}
            <WhereAnswersAre attempt={attempt} />
          </>
        )}
      </header>
      <Seam attempt={attempt} shown={settled} onGo={app.goTo} />
      <section class="banners" aria-label={text().banner.heading}>
        <AppBanners app={app} />
        <AttemptBanners attempt={attempt} wayOut={rest && <rest.SaveThisTest app={app} attempt={attempt} />} />
        {rest && <rest.LeftBehind app={app} attempt={attempt} />}
      </section>
      <Settled.Provider value={settled}>
        <Item attempt={attempt} arrivals={arrivals} />
      </Settled.Provider>
      {settled && rest && <rest.TestPanels attempt={attempt} />}
      {rest && <rest.DrawAhead attempt={attempt} arrivals={arrivals} />}
      <footer class="steps-bar">{settled && <Steps app={app} attempt={attempt} />}</footer>
    </div>
  );
}

const Skip = ({ attempt }: Pick<Props, 'attempt'>) => (
  <a class="skip" href={`#question-${attempt.place.value.number}`}>
    {text().skip}
  </a>
);

function Item({ attempt, arrivals }: DrawAheadProps) {
  const view = attempt.item.value;
  const words = text().attempt;
  const item = view.state === 'open' ? view.item : undefined;
  return (
    <main class={item?.stimulus ? 'beside' : ''}>
      {item?.stimulus && (
        <Passage key={item.stimulus.id} stimulus={item.stimulus} files={item.media} media={attempt.media} />
      )}
      {item && (
        <div class="questions" key={item.id} onFocusOut={() => attempt.saveNow()}>
          {fromAhead(item) ?? <ItemQuestions attempt={attempt} item={item} arrivals={arrivals} />}
        </div>
      )}
      {view.state === 'opening' && <p class="opening">{words.opening}</p>}
      {view.state === 'failed' && (
        <div class="opening" role="alert">
          <p>{words.cannotOpen}</p>
          <button type="button" onClick={() => void attempt.position.reopen()}>
            {words.tryAgain}
          </button>
        </div>
      )}
    </main>
  );
}

function fromAhead(item: StudentItem) {
  const root = drawnAhead.get(item);
  if (!root) return;
  // Where it stands already it stays: one that is put there anew has lost the focus.
  const put = (box: Element | null) => {
    if (!box?.firstChild) box?.append(root);
  };
  return <div class="drawn-ahead" ref={put} />;
}

function Steps({ app, attempt }: Pick<Props, 'app' | 'attempt'>) {
  const words = text().attempt;
  const previous = attempt.position.neighbour(-1);
  const next = attempt.position.neighbour(1);
  return (
    <>
      <button type="button" disabled={!previous} onClick={() => previous && app.goTo(previous)}>
        {words.previous}
      </button>
      {next && (
        <button type="button" class="main" onClick={() => app.goTo(next)}>
          {words.next}
        </button>
      )}
      <button type="button" class={next ? 'push' : 'main push'} onClick={() => app.showReview(true)}>
        {words.review}
      </button>
    </>
  );
}

/** A part of its own: what becomes of an answer draws these words anew, and not the screen. */
const WhereAnswersAre = ({ attempt }: Pick<Props, 'attempt'>) => (
  <Status status={attempt.status.value} quiet={attempt.isTyping.value} />
);
