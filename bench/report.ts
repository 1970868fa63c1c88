/** One line of the table: our figure beside a limit measured in the same run. */
export interface Row {
  what: string;
  ours: number;
  unit: string;
  /** The number to hold, in words; empty where none is set. */
  hold: string;
  beside?: number | undefined;
  besideWhat?: string;
}

export function tableOf(rows: Row[]): string {
  const lines = rows.map(({ what, ours, unit, hold, beside, besideWhat }) => {
    const limit = beside === undefined ? '' : `${figure(beside)} (${besideWhat})`;
    const ratio = beside ? (ours / beside).toFixed(2) : '';
    return `| ${what} | ${figure(ours)} ${unit} | ${hold} | ${limit} | ${ratio} |`;
  });
  return [
    '| what | measured | to hold | beside it, in the same run | ratio |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(3);
}
