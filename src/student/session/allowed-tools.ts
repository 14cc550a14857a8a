import type { Tool } from '../../shared/contract/exam-config.ts';
import type { AttemptSnapshot } from './ports.ts';
import type { ToolSwitch } from './tool-marks.ts';

/** Whether the config of a test gives its students a tool. Rows of an earlier version of the app name none. */
export const isAllowed = ({ config }: Pick<AttemptSnapshot, 'config'>, tool: Tool): boolean =>
  config.tools?.includes(tool) ?? false;

/** The switches of the tools that the config gives, in the order in which they are shown. */
export function allowedSwitches(snapshot: Pick<AttemptSnapshot, 'config'>): ToolSwitch[] {
  const given: Array<ToolSwitch | false> = [
    isAllowed(snapshot, 'answerEliminator') && 'answerEliminator',
    isAllowed(snapshot, 'highlighter') && 'highlighter',
    isAllowed(snapshot, 'lineReader') && 'lineReader',
    (isAllowed(snapshot, 'basicCalculator') || isAllowed(snapshot, 'scientificCalculator')) && 'calculator',
    isAllowed(snapshot, 'referenceSheet') && 'referenceSheet',
    isAllowed(snapshot, 'readAloud') && 'readAloud',
  ];
  return given.filter((tool) => tool !== false);
}
