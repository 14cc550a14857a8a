import { useEffect, useRef } from 'preact/hooks';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import type { App } from '../session/app.ts';
import type { Attempt } from '../session/attempt.ts';
import type { QuestionPlace } from '../session/order.ts';
import { text } from '../strings/text.ts';
import { AppBanners, AttemptBanners } from './banner.tsx';
import { Passage } from './passage.tsx';
import { Question } from './question.tsx';
import { Seam } from './seam.tsx';
import { Status } from './status.tsx';
import { useTitle } from './use-title.ts';
import './item-screen.css';

interface Props {
  app: App;
  attempt: Attempt;
}

/** The test: seam on top, passage left, question right; below one another where it is narrow. */
export function ItemScreen({ app, attempt }: Props) {
  const place = attempt.place.value;
  const view = attempt.item.value;
  const previous = attempt.neighbour(-1);
  const next = attempt.neighbour(1);
  const words = text().attempt;
  // The question is painted alone, in its place; the bars around it one frame later.
  const settled = app.settled.value;
  const { examName, studentName } = attempt.snapshot.value;
  useTitle(words.question(place.number), examName);

  return (
    <div class="item-screen">
      <a class="skip" href={`#question-${place.number}`}>
        {text().skip}
      </a>
      <header class="bar">
        {settled && (
          <>
            <h1>{examName}</h1>
            <p>{studentName}</p>
            <Status status={attempt.status.value} />
          </>
        )}
      </header>
      <Seam attempt={attempt} shown={settled} onGo={(to) => app.goTo(to)} />
      <section class="banners" aria-label={text().banner.heading}>
        <AppBanners app={app} />
        <AttemptBanners attempt={attempt} />
      </section>
      <main class={view.state === 'open' && view.item.stimulus ? 'beside' : ''}>
        {view.state === 'open' && (
          <OpenItem attempt={attempt} item={view.item} place={place} arrival={app.moves.value} />
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
      <footer class="steps-bar">
        {settled && (
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
        )}
      </footer>
    </div>
  );
}

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
  return (
    <>
      {item.stimulus && (
        <Passage key={item.stimulus.id} stimulus={item.stimulus} files={item.media} media={attempt.media} />
      )}
      <div class="questions" key={item.id}>
        {item.questions.map((question) => {
          const at = attempt.questions.find((one) => one.itemId === item.id && one.questionId === question.id);
          return (
            at && (
              <Question
                key={question.id}
                attempt={attempt}
                item={item}
                question={question}
                place={at}
                arrival={at.number === place.number ? arrival : 0}
                fromTop={(newPassage || passage === undefined) && question === item.questions[0]}
              />
            )
          );
        })}
      </div>
    </>
  );
}
