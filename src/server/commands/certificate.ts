import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readHostNames } from '../certificate/host-names.ts';
import { fillTlsFolder } from '../certificate/tls-folder.ts';
import { OperatorError } from '../operator-error.ts';
import { readSettings } from '../settings.ts';

/*
 * npm run certificate -- --host satchel.local [--host 10.20.0.5] [--new-authority]
 *
 * For a network without internet: makes an authority, once, and a certificate that it vouches for, into DATA_DIR/tls.
 */
try {
  const { host = [], 'new-authority': anew = false } = readArguments();
  const folder = join(readSettings(process.env).dataDir, 'tls');
  const files = await fillTlsFolder(folder, { names: readHostNames(host), now: Date.now(), anew });
  console.log(`The server's certificate is good for ${host.join(', ')}, and for 825 days. Start the server with
  HOST=0.0.0.0 TLS_CERT=${files.certificate} TLS_KEY=${files.key}`);
  console.log(
    files.isNewAuthority
      ? `Give every device the authority ${files.authority} (docs/deploy.md), and keep its key to yourself.`
      : `The authority ${files.authority} is the one that the devices have. A server that runs shows the new certificate from its next start on.`,
  );
  for (const path of files.newlyOwned) {
    console.error(
      `${path} belonged to another user or group, and this user may not give it to them: give it back with chown`,
    );
  }
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof OperatorError ? error.message : error);
}

function readArguments() {
  try {
    return parseArgs({
      options: { host: { type: 'string', multiple: true }, 'new-authority': { type: 'boolean' } },
    }).values;
  } catch {
    throw new OperatorError('usage: npm run certificate -- --host <name or address> [--host …] [--new-authority]');
  }
}
