/** With a point or a comma before its decimals; undefined for what is no number. */
export function numberOf(cell: string): number | undefined {
  return /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/.test(cell) ? Number(cell.replace(',', '.')) : undefined;
}
