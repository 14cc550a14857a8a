import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { Content } from '../content.tsx';
import { associationHint } from './limits.ts';
import { join, type Pair, pairsOf, pairsResponse, removed, same, uses } from './pairing.ts';
import type { InteractionProps } from './props.ts';
import './match-matrix.css';

/**
 * A line for each source, in it a box for each target; native inputs. It is drawn as a table where there is room, and one
 * line below the other where there is none.
 */
export function MatchMatrix(props: InteractionProps<'match'>) {
  const { question, order, targetOrder, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const { sources, targets, maxAssociations } = question;
  const root = useRef<HTMLFieldSetElement>(null);
  const said = useSignal('');
  const words = placingText();
  const pairs = pairsOf(response);
  const limits = {
    sources: sources.map(({ matchMax }) => matchMax),
    targets: targets.map(({ matchMax }) => matchMax),
    maxAssociations,
  };
  const content = (list: typeof sources, index: number) => (
    <Content nodes={list[index]?.content ?? []} files={files} media={media} />
  );
  const choose = (pair: Pair, checked: boolean) => {
    const next = checked ? join(limits, pairs, pair) : { pairs: removed(pairs, pair) };
    said.value = '';
    if ('pairs' in next) onAnswer(pairsResponse(next.pairs));
  };
  const clear = () => {
    root.current?.querySelector('input')?.focus();
    said.value = words.cleared;
    onAnswer(null);
  };
  const full = maxAssociations > 1 && pairs.length >= maxAssociations;

  return (
    <fieldset class="matrix" ref={root} aria-labelledby={labelledBy}>
      <p class="guide">{[words.pairs.matrix, associationHint(question)].filter(Boolean).join(' ')}</p>
      <div class="rows" style={{ '--columns': String(targetOrder.length) }}>
        <div class="row heads" aria-hidden="true">
          {targetOrder.map((target) => (
            <span key={target} class="content" lang="">
              {content(targets, target)}
            </span>
          ))}
        </div>
        {order.map((source) => {
          const max = sources[source]?.matchMax ?? 0;
          const used = max > 1 && uses(pairs, source, 'source') >= max;
          const id = `${labelledBy}-row-${source}`;
          return (
            <fieldset key={source} class="row" role={max === 1 ? 'radiogroup' : 'group'} aria-labelledby={id}>
              <div class="content source" lang="" id={id}>
                {content(sources, source)}
              </div>
              {targetOrder.map((target) => {
                const pair = { source, target };
                const checked = pairs.some((other) => same(other, pair));
                const blocked = full && !(max === 1 && uses(pairs, source, 'source') > 0);
                return (
                  <label key={target} class="cell">
                    <input
                      type={max === 1 ? 'radio' : 'checkbox'}
                      name={id}
                      checked={checked}
                      disabled={readOnly || (!checked && (used || blocked))}
                      onChange={(event) => choose(pair, event.currentTarget.checked)}
                    />
                    <span class="tick-box" aria-hidden="true" />
                    <span class="content head" lang="">
                      {content(targets, target)}
                    </span>
                  </label>
                );
              })}
            </fieldset>
          );
        })}
      </div>
      <p class="said" aria-live="polite">
        {full && !readOnly ? words.full(maxAssociations) : said.value}
      </p>
      {!readOnly && pairs.length > 0 && (
        <button type="button" class="quiet" onClick={clear}>
          {words.clear}
        </button>
      )}
    </fieldset>
  );
}
