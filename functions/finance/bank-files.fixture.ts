/** Imports of banks' files in tests. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { list as accountsList } from "#functions/finance/accounts";
import { list } from "#functions/finance/transactions";
import { create, get, rows } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { watched } from "#testing/watched";

export interface Bank {
  life: Harness;
  workflows: ImportWorkflows;
  /** How many flights there were so far in which transactions were looked for or written. */
  flights(): number;
  close(): Promise<void>;
}

export async function bank(opening = testDb): Promise<Bank> {
  const open = await opening();
  let flights = 0;
  const isOfTransactions = ({ text }: { text: string }) => /\b(transactions|import_rows)\b/.test(text);
  const before = (statements: readonly { text: string }[]) => {
    if (statements.some(isOfTransactions)) flights++;
  };
  const life = await harness(open, { transport: watched(open, { before }) });
  const workflows = await importWorkflows(life, open.database);
  return {
    life,
    workflows,
    flights: () => flights,
    async close() {
      await workflows.stop();
      await life.database.close();
    },
  };
}

/** Imports a text, and yields the import with its counts: what is new, changed, skipped, wrong. */
export async function imported(
  { life, workflows }: Pick<Bank, "life" | "workflows">,
  as: Person,
  kind: string,
  text: string,
  body: object = {},
) {
  const asked = await life.call(create, { as, body: { kind, text, again: true, ...body } });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  expect(await workflows.handle(as, ImportStarted, asked.body.id)).toEqual(["completed"]);
  const { body: job } = await life.call(get, { as, params: { importId: asked.body.id } });
  return { ...job, counts: [job.created, job.updated, job.skipped, job.failed] as const };
}

export const reasonsOf = async ({ life }: Pick<Bank, "life">, as: Person, importId: string): Promise<string[]> =>
  (await life.call(rows, { as, params: { importId }, query: { limit: "100" } })).body.data
    .filter(({ action }: { action: string }) => action === "failed" || action === "skipped")
    .map(({ line, reason }: { line: number; reason: string }) => `${line}: ${reason}`);

/** By day, and those of a day by amount. */
export async function transactionsOf({ life }: Pick<Bank, "life">, as: Person, query: Record<string, string> = {}) {
  const { data } = (await life.call(list, { as, query: { limit: "100", sort: "date", ...query } })).body;
  return data.toSorted(
    (a: { date: string; amountCents: number }, b: { date: string; amountCents: number }) =>
      a.date.localeCompare(b.date) || a.amountCents - b.amountCents,
  );
}

export const accountsOf = async ({ life }: Pick<Bank, "life">, as: Person) =>
  (await life.call(accountsList, { as, query: { limit: "100", sort: "name" } })).body.data;

/** A file of a corpus as a text: what is no UTF-8 is of Windows, in letters of Central Europe or of the West. */
export function textOf(file: string, encoding = "windows-1252"): string {
  const bytes = readFileSync(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(encoding).decode(bytes);
  }
}
