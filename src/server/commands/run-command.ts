import { OperatorError } from '../operator-error.ts';
import { readSettings, type Settings, SettingsError } from '../settings.ts';

/**
 * Runs a command that takes one file name, prints what it says, and sets the exit code. What the operator can put right
 * is told in one line.
 */
export async function runCommand(
  usage: string,
  command: (file: string, settings: Settings) => Promise<string>,
): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  try {
    if (!file || more.length > 0) throw new SettingsError(usage);
    console.log(await command(file, readSettings(process.env)));
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof OperatorError ? error.message : error);
  }
}
