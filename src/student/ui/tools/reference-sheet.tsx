import { useEffect, useState } from 'preact/hooks';
import { REFERENCE_SHEET } from '../../../shared/contract/sealing.ts';
import type { StudentItem } from '../../../shared/contract/student/item.ts';
import { toolsText } from '../../strings/tools-text.ts';
import { Content } from '../content.tsx';
import type { ToolProps } from '../test-panels.tsx';
import { ToolPanel } from './tool-panel.tsx';
import './reference-sheet.css';

/** What the author of the exam gave students to look things up in. */
export function ReferenceSheet({ attempt }: ToolProps) {
  const words = toolsText();
  const [sheet, setSheet] = useState<StudentItem | null | 'opening'>('opening');
  const link = attempt.link.value;
  useEffect(() => {
    if (link !== 'connecting') void attempt.position.read(REFERENCE_SHEET).then(setSheet);
  }, [attempt, link]);
  return (
    <ToolPanel attempt={attempt} tool="referenceSheet" name={words.names.referenceSheet}>
      {sheet === 'opening' && <p class="aside">{words.referenceSheet.opening}</p>}
      {sheet === null && <p class="note">{words.referenceSheet.none}</p>}
      {sheet !== null && sheet !== 'opening' && (
        <div class="sheet content">
          <Content nodes={sheet.body} files={sheet.media} media={attempt.media} />
        </div>
      )}
    </ToolPanel>
  );
}
