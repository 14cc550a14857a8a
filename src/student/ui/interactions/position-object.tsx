import { useSignal } from '@preact/signals';
import { placingText } from '../../strings/placing-text.ts';
import { PointStage } from './point-stage.tsx';
import type { Size } from './pointing.ts';
import type { InteractionProps } from './props.ts';
import { Token } from './token.tsx';

/**
 * A small picture put onto a large one, once or several times: its middle, or its `centerPoint`, comes to stand at a point.
 * It is drawn as large beside the other picture as the author says.
 */
export function PositionObject(props: InteractionProps<'positionObject'>) {
  const { object, centerPoint } = props.question;
  const natural = useSignal<Size | null>(null);
  const words = placingText();
  const file = props.files.find(({ name }) => name === object.src);
  const view = file ? props.media.view(file).value : { state: 'missing' as const };
  const size = object.width && object.height ? { width: object.width, height: object.height } : natural.value;

  const draw = (style?: Record<string, string>) =>
    view.state === 'open' && (
      <img
        src={view.url}
        alt=""
        draggable={false}
        style={style}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
          natural.value = { width, height };
        }}
      />
    );
  return (
    <PointStage
      {...props}
      guide={words.points.guideObject}
      marker={() => draw() || <span class="point" />}
      object={size && { size, anchor: centerPoint ? { x: centerPoint[0], y: centerPoint[1] } : middleOf(size) }}
      tray={(drag, press) => (
        <p class="tray">
          <Token name="object" held={false} disabled={false} onPress={press} drag={drag}>
            {draw(size ? { inlineSize: `${size.width}px` } : undefined)}
            <span class={view.state === 'open' ? 'unseen' : undefined}>{object.alt || words.points.object}</span>
          </Token>
        </p>
      )}
    />
  );
}

const middleOf = ({ width, height }: Size) => ({ x: width / 2, y: height / 2 });
