import { useEffect, useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { text } from '../strings/text.ts';
import { AppBanners, AttemptBanners } from './banner.tsx';
import { lazyPart } from './lazy-part.tsx';
import { Passage } from './passage.tsx';
import { QuestionList, type QuestionListProps } from './question-list.tsx';
import { Seam } from './seam.tsx';
import { Settled } from './settled.ts';
import { standsInBody } from './stands-in-body.ts';
import { Status } from './status.tsx';
import { useTitleOfStay } from './use-title-of-stay.ts';
import './item-screen.css';

const MixedItem = lazyPart<QuestionListProps>(async () => (await import('./interactions/parts.ts')).parts.MixedItem);

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
  // The question is painted alone, in its place; the bars around it one frame later.
  const settled = app.settled.value;
  // As of when the screen was drawn: the rows are read again with every save.
  const { examName, studentName } = attempt.snapshot.peek();
  return (
    <div class="item-screen">
      <Skip attempt={attempt} examName={examName} />
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
      </section>
      <Settled.Provider value={settled}>
        <Item app={app} attempt={attempt} />
      </Settled.Provider>
      {settled && rest && <rest.TestPanels attempt={attempt} />}
      <footer class="steps-bar">{settled && <Steps app={app} attempt={attempt} />}</footer>
    </div>
  );
}

function Skip({ attempt, examName }: Pick<Props, 'attempt'> & { examName: string }) {
  const { number } = attempt.place.value;
  useTitleOfStay(text().attempt.question(number), examName);
  return (
    <a class="skip" href={`#question-${number}`}>
      {text().skip}
    </a>
  );
}

function Item({ app, attempt }: Pick<Props, 'app' | 'attempt'>) {
  const view = attempt.item.value;
  const words = text().attempt;
  return (
    <main class={view.state === 'open' && view.item.stimulus ? 'beside' : ''}>
      {view.state === 'open' && (
        <OpenItem attempt={attempt} item={view.item} place={attempt.place.value} arrival={app.moves.value} />
      )}
      {view.state === 'opening' && <p class="opening">{words.opening}</p>}
      {view.state === 'failed' && (
        <div class="opening" role="alert">
          <p>{words.cannotOpen}</p>
          <button type="button" onClick={() => attempt.reopenItem()}>
            {words.tryAgain}
          </button>
        </div>
      )}
    </main>
  );
}

function Steps({ app, attempt }: Pick<Props, 'app' | 'attempt'>) {
  const words = text().attempt;
  const previous = attempt.neighbour(-1);
  const next = attempt.neighbour(1);
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

interface OpenItemProps {
  attempt: Attempt;
  item: StudentItem;
  place: QuestionPlace;
  arrival: number;
}

function OpenItem({ attempt, item, place, arrival }: OpenItemProps) {
  const passageBefore = useRef<string | undefined>(undefined);
  const passage = item.stimulus?.id;
  const newPassage = passage !== passageBefore.current;
  useEffect(() => {
    passageBefore.current = passage;
  }, [passage]);
  const Questions = standsInBody(item.body) ? MixedItem : QuestionList;
  return (
    <>
      {item.stimulus && (
        <Passage key={item.stimulus.id} stimulus={item.stimulus} files={item.media} media={attempt.media} />
      )}
      <div class="questions" key={item.id} onFocusOut={() => attempt.saveNow()}>
        <Questions
          attempt={attempt}
          item={item}
          place={place}
          arrival={arrival}
          fromTop={newPassage || passage === undefined}
        />
      </div>
    </>
  );
}
