import type { Student } from '../../../shared/contract/student/question.ts';
import type { Media, MediaFile } from '../../session/media.ts';
import { Content } from '../content.tsx';
import { uses } from './pairing.ts';
import { Token } from './token.tsx';
import { type End, type Pairing, placeOf } from './use-pairing.ts';

interface Props {
  pairing: Pairing;
  sources: Student<'match'>['sources'];
  order: readonly number[];
  readOnly: boolean;
  files: MediaFile[];
  media: Media;
}

/** Everything that can be placed. What is placed stays here too, so that nothing shifts; what is dropped here comes out. */
export function SourceTray({ pairing, sources, order, readOnly, files, media }: Props) {
  const { pairs, held, over, press, drag } = pairing;
  return (
    <ul class={over === 'tray' ? 'tray over' : 'tray'} data-place="tray">
      {order.map((index) => {
        const { matchMax = 0, content = [] } = sources[index] ?? {};
        const end: End = { side: 'source', index };
        return (
          <li key={index}>
            <Token
              name={placeOf(end)}
              held={held?.side === 'source' && held.index === index && !held.from}
              used={matchMax > 0 && uses(pairs, index, 'source') >= matchMax}
              disabled={readOnly}
              onPress={() => press(end)}
              drag={drag(end)}
            >
              <Content nodes={content} files={files} media={media} />
            </Token>
          </li>
        );
      })}
    </ul>
  );
}
