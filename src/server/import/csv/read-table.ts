export interface TableRow {
  /** As a spreadsheet counts: the header is 1, and a cell with several lines is in one row. */
  row: number;
  cells: string[];
  /** A quotation mark was opened in its last cell and never closed: whatever came after it is in there. */
  unclosed?: true;
}

export type Separator = ',' | ';' | '\t';

/**
 * Reads comma-separated values (RFC 4180), with what spreadsheets make of them: a byte order mark, semicolons or tabs between
 * the cells, a first line `sep=;`, and line ends of any system. A quotation mark that does not open a cell stands for itself.
 * Rows that hold nothing are left out, and counted.
 * @param most rows that are read: one of a few bytes takes a hundred in memory
 */
export function readTable(text: string, most = Number.POSITIVE_INFINITY): TableRow[] {
  const { separator, start, row } = separatorOf(text.replace(/^\uFEFF/, ''));
  const rows: TableRow[] = [];
  for (const one of rowsOf(start, separator, row)) {
    if (rows.length >= most) break;
    if (one.cells.some((cell) => cell.trim() !== '')) rows.push(one);
  }
  return rows;
}

function separatorOf(text: string): { separator: Separator; start: string; row: number } {
  const said = /^sep=([,;\t])\r?\n?/i.exec(text);
  if (said) return { separator: said[1] as Separator, start: text.slice(said[0].length), row: 2 };
  const [header = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const count = (separator: Separator) => header.split(separator).length;
  const [separator = ','] = ([',', ';', '\t'] as const).toSorted((one, other) => count(other) - count(one));
  return { separator, start: text, row: 1 };
}

function* rowsOf(text: string, separator: Separator, firstRow: number): Generator<TableRow> {
  const plain = new RegExp(`[${separator}\\r\\n]`, 'g');
  let row = firstRow;
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      const quoted = quotedCell(text, at);
      ({ cell, at } = quoted);
      if (quoted.unclosed) {
        yield { row, cells: [...cells, cell], unclosed: true };
        return;
      }
    }
    plain.lastIndex = at;
    const end = plain.exec(text)?.index ?? text.length;
    cells.push(cell + text.slice(at, end));
    at = end + 1;
    if (text[end] === separator) {
      if (at >= text.length) cells.push('');
      else continue;
    } else if (text[end] === '\r' && text[at] === '\n') at += 1;
    yield { row, cells };
    row += 1;
    cells = [];
  }
  if (cells.length > 0) yield { row, cells };
}

/** @param start of its opening mark */
function quotedCell(text: string, start: number): { cell: string; at: number; unclosed: boolean } {
  let cell = '';
  let at = start + 1;
  for (;;) {
    const mark = text.indexOf('"', at);
    if (mark < 0) return { cell: cell + text.slice(at), at: text.length, unclosed: true };
    cell += text.slice(at, mark);
    at = mark + 1;
    if (text[at] !== '"') return { cell, at, unclosed: false };
    cell += '"';
    at += 1;
  }
}
