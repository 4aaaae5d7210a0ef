/** Reads how many transactions a file of the API has, and which is the last, behind which the next file goes on. */
export type Format = "csv" | "ofx";

export interface Held {
  count: number;
  lastId: string | undefined;
}

const FITID = /<FITID>([0-9a-f-]{36})<\/FITID>/g;

export function heldIn(format: Format, text: string): Held {
  const ids = format === "ofx" ? [...text.matchAll(FITID)].map(([, id]) => id!) : firstCells(text).slice(1);
  return { count: ids.length, lastId: ids.at(-1) };
}

/** The first cell of each row of a table (RFC 4180): an id, which needs no quotation marks. What is quoted may have lines and commas. */
function firstCells(text: string): string[] {
  const cells: string[] = [];
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') isQuoted = !isQuoted;
    if (text[at] !== "\n" || isQuoted) continue;
    const cell = text.slice(start, at).split(",", 1)[0]!;
    if (cell.trim() !== "") cells.push(cell);
    start = at + 1;
  }
  return cells;
}
