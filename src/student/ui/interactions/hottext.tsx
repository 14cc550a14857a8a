import { useRef } from 'preact/hooks';
import { text } from '../../strings/text.ts';
import { Content } from '../content.tsx';
import { choiceHint, choosing } from './choice.tsx';
import type { InteractionProps } from './props.ts';
import './hottext.css';

/** Parts of a text to choose. Native inputs in the text: one to move among and one to tap, whatever the part is. */
export function Hottext({
  question,
  response,
  readOnly,
  files,
  media,
  labelledBy,
  onAnswer,
}: InteractionProps<'hottext'>) {
  const group = useRef<HTMLFieldSetElement>(null);
  const { single, chosen, full, choose } = choosing(question, response, onAnswer);
  const hint = choiceHint(question);
  const hintId = `${labelledBy}-hint`;
  const clear = () => {
    group.current?.querySelector('input')?.focus();
    onAnswer(null);
  };
  return (
    <fieldset
      class="hottext"
      ref={group}
      role={single ? 'radiogroup' : 'group'}
      aria-labelledby={labelledBy}
      aria-describedby={hint ? hintId : undefined}
    >
      {hint && (
        <p class="choice-hint" id={hintId}>
          {hint} <span aria-live="polite">{full && text().choice.full(question.maxChoices)}</span>
        </p>
      )}
      <div class="content" lang="">
        <Content
          nodes={question.body}
          files={files}
          media={media}
          place={(node) => {
            if (node.type !== 'slot') return null;
            const { index } = node;
            const checked = chosen.includes(index);
            return (
              <label class="hot">
                <input
                  type={single ? 'radio' : 'checkbox'}
                  name={labelledBy}
                  checked={checked}
                  disabled={readOnly || (full && !checked)}
                  onChange={(event) => choose(index, event.currentTarget.checked)}
                />
                <Content nodes={question.options[index]?.content ?? []} files={files} media={media} />
              </label>
            );
          }}
        />
      </div>
      {single && !readOnly && chosen.length > 0 && (
        <button type="button" class="quiet" onClick={clear}>
          {text().choice.clear}
        </button>
      )}
    </fieldset>
  );
}
