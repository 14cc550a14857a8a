import type { StudentQuestion } from '../../../shared/contract/student/question.ts';
import { optionOrder } from '../../session/order.ts';
import type { AttemptSnapshot } from '../../session/ports.ts';
import type { InteractionProps } from './props.ts';

type Orders = Pick<InteractionProps<'match'>, 'order' | 'targetOrder'>;
type Option = { fixed?: boolean | undefined };

/** Authored indexes in the order that this student sees. What has its place in a text or a picture keeps it. */
export function shownOrders(
  snapshot: Pick<AttemptSnapshot, 'sessionId' | 'attempt' | 'config'>,
  itemId: string,
  question: StudentQuestion,
): Orders {
  const { id } = question;
  const shuffle = 'shuffle' in question ? question.shuffle : undefined;
  const order = (options: readonly Option[]) => optionOrder(snapshot, itemId, { id, options, shuffle });
  switch (question.interactionType) {
    case 'choice':
    case 'inlineChoice':
    case 'order':
    case 'associate':
      return { order: order(question.options), targetOrder: [] };
    case 'match': {
      const options = question.targets;
      const targetOrder = optionOrder(snapshot, itemId, { id, options, shuffle }, 'targets');
      return { order: order(question.sources), targetOrder };
    }
    case 'gapMatch':
      return { order: order(question.sources), targetOrder: asAuthored(question.gaps) };
    case 'graphicGapMatch':
      return { order: order(question.sources), targetOrder: asAuthored(question.areas) };
    case 'hottext':
      return { order: asAuthored(question.options), targetOrder: [] };
    case 'hotspot':
    case 'graphicOrder':
    case 'graphicAssociate':
      return { order: asAuthored(question.areas), targetOrder: [] };
    default:
      return { order: [], targetOrder: [] };
  }
}

const asAuthored = (list: readonly unknown[]) => list.map((_, index) => index);
