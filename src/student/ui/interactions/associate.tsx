import { useRef } from 'preact/hooks';
import { placingText } from '../../strings/placing-text.ts';
import { Content } from '../content.tsx';
import { PairList } from './pair-list.tsx';
import { uses } from './pairing.ts';
import { PairingBox } from './pairing-box.tsx';
import { nameOf } from './plain-text.ts';
import type { InteractionProps } from './props.ts';
import { Token } from './token.tsx';
import { placeOf, usePairing } from './use-pairing.ts';

/**
 * Options two and two. A pair has no direction: the one that stands first in the authored order is its source, so that the
 * same two are the same answer whichever was chosen first.
 */
export function Associate(props: InteractionProps<'associate'>) {
  const { question, order, response, readOnly, files, media, labelledBy, onAnswer } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const words = placingText();
  const { options, maxAssociations } = question;
  const draw = (index: number) => <Content nodes={options[index]?.content ?? []} files={files} media={media} />;
  const name = ({ index }: { index: number }) => nameOf(options[index]?.content ?? [], words.option(index + 1));
  const limits = { sources: options.map(({ matchMax }) => matchMax), targets: null, maxAssociations };
  const pairing = usePairing({ root, limits, response, onAnswer, nameOf: name, words: words.associate });
  const { pairs, held, over } = pairing;

  return (
    <PairingBox
      root={root}
      pairing={pairing}
      labelledBy={labelledBy}
      guide={words.associate.guide}
      limits={question}
      readOnly={readOnly}
    >
      <ul class="tray">
        {order.map((index) => {
          const { matchMax = 0 } = options[index] ?? {};
          const end = { side: 'source', index } as const;
          return (
            <li key={index}>
              <Token
                name={placeOf(end)}
                place={placeOf(end)}
                held={held?.index === index}
                over={over === placeOf(end) && held?.index !== index}
                used={matchMax > 0 && uses(pairs, index, 'either') >= matchMax}
                disabled={readOnly}
                onPress={() => pairing.press(end)}
                drag={pairing.drag(end)}
              >
                {draw(index)}
              </Token>
            </li>
          );
        })}
      </ul>
      <PairList
        id={`${labelledBy}-pairs`}
        words={words.associate}
        pairs={pairs}
        draw={(_, index) => draw(index)}
        name={({ source, target }) => words.associate.pair(name({ index: source }), name({ index: target }))}
        readOnly={readOnly}
        onRemove={pairing.remove}
      />
    </PairingBox>
  );
}
