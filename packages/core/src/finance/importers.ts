/** What of money can be imported: what banks and programs for money write. */
import { statementErrors, statementReasons } from "#core/finance/sayings";
import { accountOptions, csvOptions, HOW_CSV_IS_READ, qifOptions } from "#core/finance/statements/options";
import { importer } from "#core/ingest/importer";

const says = { reasons: statementReasons, errors: statementErrors };
const family = "bank";

export const bankOfx = importer({
  kind: "bank_ofx",
  title: "Statements of a bank (OFX, QFX)",
  accepts: ["application/x-ofx", "application/vnd.intu.qfx", ".ofx", ".qfx"],
  family,
  options: accountOptions,
  says,
  load: async () => (await import("#core/finance/statements/readings")).bankOfx,
});

export const bankCamt = importer({
  kind: "bank_camt",
  title: "Statements of a bank (CAMT.053)",
  accepts: [".xml", ".camt", ".053"],
  family,
  options: accountOptions,
  says,
  load: async () => (await import("#core/finance/statements/readings")).bankCamt,
});

export const bankQif = importer({
  kind: "bank_qif",
  title: "Accounts from Quicken and others (QIF)",
  accepts: ["application/qif", "application/x-qif", "image/x-qif", ".qif"],
  family,
  options: qifOptions,
  says,
  load: async () => (await import("#core/finance/statements/readings")).bankQif,
});

export const bankCsv = importer({
  kind: "bank_csv",
  title: "Payments of an account (CSV)",
  accepts: ["text/csv", ".csv", ".dat", ".tsv"],
  family,
  options: csvOptions,
  remembers: { by: "accountId", options: HOW_CSV_IS_READ },
  says,
  load: async () => (await import("#core/finance/statements/readings")).bankCsv,
});
