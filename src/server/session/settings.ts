import { type ExamConfigSettings, examConfigSettings } from '../../shared/contract/exam-config.ts';

/** @throws Error when the stored settings are not what this server writes */
export function readSettings(settingsJson: string): ExamConfigSettings {
  return examConfigSettings.parse(JSON.parse(settingsJson));
}
