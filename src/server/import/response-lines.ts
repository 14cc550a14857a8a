import {
  type ImportRefusal,
  RESPONSE_FILE_VERSION,
  type ResponseFileLine,
  responseFileLine,
} from '../../shared/contract/response-file.ts';

/** What stands in one line of a response file, or why it cannot be used. */
export type ResponseLine =
  | { kind: 'sealed'; line: number; jwe: string }
  | { kind: 'refused'; line: number; reason: ImportRefusal; detail: string };

/** A class on test day has some hundred; each costs a transaction. */
const MAX_SEALED_LINES = 5000;

/** Compact JWE of `alg` `dir`: no encrypted key, a nonce of 12 bytes, a tag of 16. */
const COMPACT_JWE = /^[\w-]{2,8192}\.\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/;
const STARTS_AS_JWE = /^eyJ/;

/**
 * Takes the text of one response file, or of several put one behind the other, apart. Pure; every line that is not empty
 * and not the name of a file is in the result, in the order of the text.
 */
export function responseLines(text: string): ResponseLine[] {
  const found: ResponseLine[] = [];
  let file: { at: number; says: ResponseFileLine; sealed: number } | null = null;
  const lines = text.split('\n');
  const endFile = () => {
    if (file !== null && file.sealed < file.says.runs) {
      const missing = file.says.runs - file.sealed;
      found.push(
        refused(file.at, 'cut-short', `The file should hold ${file.says.runs} tests; ${missing} are missing.`),
      );
    }
    file = null;
  };
  for (const [index, untrimmed] of lines.entries()) {
    const line = index + 1;
    const content = untrimmed.trim();
    if (content === '') continue;
    if (content.startsWith('{')) {
      endFile();
      const says = fileLine(content);
      if (says === null)
        found.push(refused(line, 'not-a-response-file', 'This is not a file of answers from Satchel.'));
      else file = { at: line, says, sealed: 0 };
      continue;
    }
    if (file !== null && file.says.version > RESPONSE_FILE_VERSION) {
      // What its lines mean is not known here; the file is refused as a whole, once.
      if (file.sealed === 0) found.push(refused(file.at, 'newer-version', NEWER));
      file.sealed = file.says.runs;
      continue;
    }
    if (file !== null) file.sealed += 1;
    if (found.length >= MAX_SEALED_LINES) {
      found.push(refused(line, 'invalid', `At most ${MAX_SEALED_LINES} tests at once. Bring the files in parts.`));
      return found;
    }
    found.push(sealedLine(line, content));
  }
  endFile();
  return found;
}

export const NEWER = 'This was written by a newer version of Satchel. Update the server, then bring the file again.';

function sealedLine(line: number, jwe: string): ResponseLine {
  if (COMPACT_JWE.test(jwe)) return { kind: 'sealed', line, jwe };
  return STARTS_AS_JWE.test(jwe)
    ? refused(line, 'cut-short', 'The end of this line is missing.')
    : refused(line, 'not-a-response-file', 'This is not a file of answers from Satchel.');
}

function fileLine(content: string): ResponseFileLine | null {
  try {
    const parsed = responseFileLine.safeParse(JSON.parse(content));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const refused = (line: number, reason: ImportRefusal, detail: string): ResponseLine => ({
  kind: 'refused',
  line,
  reason,
  detail,
});
