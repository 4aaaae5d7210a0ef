/** How files of banks become accounts, categories and transactions here. */

import type * as z from "zod/mini";
import { accounts } from "#core/finance/accounts.sql";
import { read as readCamt } from "#core/finance/statements/camt";
import { read as readCsv } from "#core/finance/statements/csv";
import { read as readOfx } from "#core/finance/statements/ofx";
import { type accountOptions, type csvOptions, type qifOptions, saidIn } from "#core/finance/statements/options";
import { plan } from "#core/finance/statements/plan";
import { read as readQif } from "#core/finance/statements/qif";
import { type FileRow, sameText } from "#core/finance/statements/row";
import { sorted } from "#core/finance/statements/sorting";
import { targets } from "#core/finance/statements/targets";
import type { Reading } from "#core/ingest/importer";
import { blindIndexOf } from "#kit/blind-index";

type Options = z.output<typeof accountOptions>;

/** With a key, because what is remembered of an import is not encrypted, and all numbers of accounts could be tried. */
const accountIdentity = (key: string) => `account ${blindIndexOf(key, accounts, "import", "")}`;
const categoryIdentity = (path: readonly string[]) => `category ${sameText(path.join(":"))}`;

/** Whether each row of this form is a thing of its own, known by its place among equal ones: the bank has no reference for it. */
const repeats = (row: FileRow) => row.what === "payment" && row.reference === undefined;

function identity(row: FileRow, { accountId }: Options): string | undefined {
  if (row.what === "account") return accountIdentity(row.account.key);
  if (row.what === "category") return categoryIdentity(row.path);
  if (row.skip) return undefined;
  // By the bank's own account where the file names it, whichever one here it was imported into.
  const account = row.account ? accountIdentity(row.account) : accountId;
  const { reference, date, amount, payee, description } = row;
  // A bank may use a reference again for something else.
  const text = reference === undefined ? [sameText(payee ?? ""), sameText(description ?? "")] : [reference];
  return JSON.stringify(["payment", account, date, amount, ...text]);
}

function refersTo(row: FileRow, { accountId }: Options): string[] {
  if (row.what === "account") return [];
  if (row.what === "category") return row.path.length > 1 ? [categoryIdentity(row.path.slice(0, -1))] : [];
  const own = accountId || !row.account ? [] : [accountIdentity(row.account)];
  const other = row.transferTo ? [accountIdentity(row.transferTo)] : [];
  const paths = [row.category, ...(row.splits ?? []).map(({ category }) => category)].filter(
    (path) => path !== undefined,
  );
  return [...own, ...other, ...paths.map(categoryIdentity)];
}

const titleOf = (row: FileRow) => {
  if (row.what === "account") return row.account.name;
  if (row.what === "category") return row.path.join(":");
  return `${row.date} ${row.amount} ${row.payee ?? row.description ?? ""}`.trim();
};

const shared = {
  targets,
  identity,
  repeats,
  refersTo,
  titleOf,
  // What is here stays as it is, whatever else a later file says of it.
  contentOf: () => "",
};
const planned = (kind: string): Pick<Reading<FileRow, Options, typeof targets>, "plan"> => ({
  async plan(planning) {
    const decisions = await plan(planning, { kind, accountIdentity, categoryIdentity, identity, refersTo });
    return sorted(planning.ctx, decisions);
  },
});

export const bankOfx: Reading<FileRow, Options, typeof targets> = { ...shared, ...planned("bank_ofx"), read: readOfx };
export const bankCamt: Reading<FileRow, Options, typeof targets> = {
  ...shared,
  ...planned("bank_camt"),
  read: readCamt,
};
export const bankQif: Reading<FileRow, z.output<typeof qifOptions>, typeof targets> = {
  ...shared,
  ...planned("bank_qif"),
  read: (source, cursor, options) => readQif(source, cursor, saidIn(options)),
};
export const bankCsv: Reading<FileRow, z.output<typeof csvOptions>, typeof targets> = {
  ...shared,
  ...planned("bank_csv"),
  read: (source, cursor, options) => readCsv(source, cursor, saidIn(options)),
};
