/** What is read of a file that can only be read from its beginning. */
import type { FileRow } from "#core/finance/statements/row";
import type { Unit } from "#core/ingest/importer";

export type Read = Omit<Unit<FileRow>, "next">;

/** The units after those that a cursor counts. What is found out about the file is said each time. */
export async function* afterCursor(
  units: AsyncIterable<Read>,
  cursor: string | undefined,
): AsyncGenerator<Unit<FileRow>> {
  const before = Number(cursor ?? 0);
  let count = 0;
  let first: string | undefined;
  for await (const unit of units) {
    if (unit.row === undefined && unit.problem === undefined) {
      yield { ...unit, next: String(Math.max(count, before)) };
      continue;
    }
    count++;
    const { row } = unit;
    const key = row?.what === "account" ? row.account.key : row?.what === "payment" ? row.account : undefined;
    first ??= key;
    const isOther = key !== undefined && key !== first;
    const own = row && row.what !== "category" && isOther ? { row: { ...row, isOther } } : {};
    if (count > before) yield { ...unit, ...own, next: String(count) };
  }
}

/** A balance that a file states. It is told, and never written. */
export interface StatedBalance {
  account: string;
  amount: string;
  currency?: string;
  asOf?: string;
}

/** So many balances of a file are told. */
export const MAX_BALANCES = 20;
