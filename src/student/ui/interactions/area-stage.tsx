import type { ComponentChildren } from 'preact';
import type { Student } from '../../../shared/contract/student/question.ts';
import { placingText } from '../../strings/placing-text.ts';
import { AreaLayer, type AreaLayerProps, enlargedFor } from './area-layer.tsx';
import type { Size } from './pointing.ts';
import type { InteractionProps } from './props.ts';
import { Stage } from './stage.tsx';

interface Props
  extends Omit<AreaLayerProps, 'areas' | 'size' | 'children'>,
    Pick<InteractionProps<'hotspot'>, 'files' | 'media'> {
  question: { picture: Student<'hotspot'>['picture']; areas: AreaLayerProps['areas'] };
  /** Told whenever it is drawn. */
  onSize?(size: Size | null): void;
  /** Drawn below the areas' buttons, in pixels of the picture. */
  children?(size: Size): ComponentChildren;
}

/** The picture of a question with its areas. Where the picture is missing they are a list. */
export function AreaStage({ stage, question: { picture, areas }, files, media, onSize, children, ...layer }: Props) {
  return (
    <Stage
      root={stage}
      picture={picture}
      files={files}
      media={media}
      enlarged={enlargedFor(areas)}
      missing={placingText().picture.missingAreas}
    >
      {(size) => {
        onSize?.(size);
        return (
          <AreaLayer {...layer} stage={stage} areas={areas} size={size}>
            {size && children?.(size)}
          </AreaLayer>
        );
      }}
    </Stage>
  );
}
