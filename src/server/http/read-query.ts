/**
 * Reads a query string: `include[]=a&include[]=b` (or `include[0]=a`) is the array `include`, any other name is a
 * string, the last one winning.
 */
export function readQuery(params: URLSearchParams): Record<string, string | string[]> {
  const lists = new Map<string, string[]>();
  const values = new Map<string, string | string[]>();
  for (const [name, value] of params) {
    const list = /^(.+)\[\d*\]$/.exec(name)?.[1];
    if (list === undefined) {
      values.set(name, value);
      continue;
    }
    const items = lists.get(list) ?? [];
    items.push(value);
    lists.set(list, items);
    values.set(list, items);
  }
  return Object.fromEntries(values);
}
