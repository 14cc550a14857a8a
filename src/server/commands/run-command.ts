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
  await runAsCommand(async ([file, ...more]) => {
    // A file of such a name is `./-name`: `--help` is no file to write a backup to.
    if (!file || file.startsWith('-') || more.length > 0) throw new SettingsError(usage);
    return command(file, readSettings(process.env));
  });
}

/** The same of a command with arguments of its own. */
export async function runAsCommand(command: (args: string[]) => Promise<string>): Promise<void> {
  try {
    console.log(await command(process.argv.slice(2)));
  } catch (error) {
    process.exitCode = 1;
    console.error(error instanceof OperatorError ? error.message : error);
  }
}
