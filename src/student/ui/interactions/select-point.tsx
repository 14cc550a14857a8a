import { placingText } from '../../strings/placing-text.ts';
import { text } from '../../strings/text.ts';
import { PointStage } from './point-stage.tsx';
import type { InteractionProps } from './props.ts';

/** One or several points of a picture. */
export const SelectPoint = (props: InteractionProps<'selectPoint'>) => (
  <PointStage
    {...props}
    guide={placingText().points.guide}
    marker={(at) => (
      <span class="point">
        {props.question.maxChoices !== 1 && <span class="number">{text().number(at + 1)}</span>}
      </span>
    )}
  />
);
