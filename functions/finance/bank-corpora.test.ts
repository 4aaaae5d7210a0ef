/**
 * Files of banks that others have collected: each is taken in, or refused for a reason, and twice makes nothing new. `npm test` has a few, and
 * `npm run prove -- corpus` all.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create as createAccount } from "#functions/finance/accounts";
import { type Bank, bank, imported, reasonsOf, textOf, transactionsOf } from "#functions/finance/bank-files.fixture";
import { someOf } from "#testing/sampled";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const dataRoot = path.resolve(projectRoot, process.env.LIFEOS_DATA ?? "../shared/data");

let own: Bank;
beforeAll(async () => {
  own = await bank();
});
afterAll(() => own.close());

/** What a file brings: new rows of any kind, skipped, wrong; and what its transactions add up to, in minor units. */
type Brings = [created: number, skipped: number, failed: number, sum: number];
interface Case {
  file: string;
  brings?: Brings;
  /** Why it is no file that can be imported. */
  refused?: string;
  /** What the configuration of the corpus says of it, where it cannot be found out. */
  options?: Record<string, string>;
  currency?: string;
  /** Why some of its rows are skipped or wrong. */
  because?: string;
}

/** As ofxparse expects them: its tests name the numbers of accounts and movements, and what is broken on purpose. */
const OFX: Case[] = [
  { file: "account_listing_aggregation.ofx", brings: [4, 0, 0, 0] },
  { file: "bank_medium.ofx", brings: [4, 0, 0, -34_527] },
  { file: "bank_small.ofx", refused: "The OFX file has no statement of an account in it." },
  { file: "checking.ofx", brings: [4, 0, 0, -5_950] },
  {
    file: "error_message.ofx",
    refused: "The bank has answered with an error instead of a statement: General Server Error (2000).",
  },
  {
    file: "fail_nice/date_missing.ofx",
    brings: [1, 0, 3, 0],
    because: "no day, an empty one, and one that does not exist",
  },
  {
    file: "fail_nice/decimal_error.ofx",
    brings: [1, 0, 1, 0],
    because: "a broken amount, on a day that does not exist",
  },
  { file: "fail_nice/empty_balance.ofx", brings: [2, 0, 0, 12_000] },
  { file: "fidelity.ofx", brings: [18, 0, 0, -1_052_667] },
  { file: "investment_401k.ofx", brings: [2, 2, 0, -19_720], because: "shares moved twice, and no money with them" },
  {
    file: "investment_medium.ofx",
    brings: [1, 0, 3, 0],
    because: "its movements are in a currency that their account does not have",
  },
  { file: "multiple_accounts.ofx", brings: [2, 0, 0, 0] },
  { file: "ofx-v102-empty-tags.ofx", brings: [2, 0, 0, 1_234] },
  {
    file: "signon_fail.ofx",
    refused:
      "The bank has answered with an error instead of a statement: Your request could not be processed because you supplied an invalid identification code or your password was incorrect (15500).",
  },
  { file: "signon_success.ofx", refused: "The OFX file has no statement of an account in it." },
  { file: "signon_success_no_message.ofx", refused: "The OFX file has no statement of an account in it." },
  { file: "tiaacref.ofx", brings: [1, 1, 0, 0], because: "a share was priced, and no money moved" },
  { file: "vanguard.ofx", brings: [2, 0, 0, 421_230] },
  { file: "vanguard401k.ofx", brings: [5, 1, 0, -201_900], because: "shares moved, and no money with them" },
];

/** The account is chosen where the file names none; of those that name one, its row is skipped. */
const QIF: Case[] = [
  { file: "empty.qif", refused: "It is no QIF file: no line of it says !Type or !Account." },
  { file: "test.qif", brings: [21, 1, 0, -13_550] },
  { file: "test_category_inherit.qif", brings: [2, 1, 0, 0] },
  { file: "test_category_override.qif", brings: [10, 0, 0, 207_744] },
  { file: "test_circular_reference.qif", brings: [4, 0, 0, -1_459] },
  { file: "test_clear_autoswitch.qif", brings: [0, 1, 0, 0] },
  { file: "test_nosymbol.qif", brings: [0, 0, 0, 0], because: "a list of securities has no movements" },
  { file: "test_option_autoswitch.qif", brings: [0, 1, 0, 0] },
  { file: "test_oth_a.qif", brings: [21, 1, 0, -13_550] },
  { file: "test_split.qif", brings: [2, 0, 0, -1_000] },
  { file: "test_transaction_before_account_definition_1.qif", brings: [2, 0, 0, -19_796] },
  { file: "test_transaction_before_account_definition_2.qif", brings: [2, 0, 0, -19_796] },
  { file: "test_unknown_account_type.qif", brings: [0, 2, 0, 0], because: "a movement without an amount" },
];

const NULL_ROW = "the corpus has one row without a day “just to confuse things”, and two rows behind the last";
const ANONYMOUS = "its days were made unreadable: 1111/11/11";
const HEADLESS = { columns: "date,payee,skip,in,out", dateOrder: "dmy" };

/** As the configurations of bank2ynab read them; what they say beyond what is found out is an option. */
const CSV: Case[] = [
  { file: "20171001-20171106.csv", brings: [1, 0, 0, -5_999] },
  { file: "2018-04-14_10-52-13_bunq-transactieoverzicht.csv", brings: [3, 1, 0, 72_854] },
  { file: "20180226-1000594757-umsatz.CSV", brings: [1, 1, 0, -3_699] },
  { file: "20180226_12345678.csv", brings: [1, 0, 0, -500], options: { dateOrder: "dmy" }, currency: "GBP" },
  { file: "2019-03-02_11-50-46_bunq-statement.csv", brings: [7, 1, 0, -2_382] },
  { file: "CSV_A_20180414_112204.csv", brings: [3, 1, 0, -103_749] },
  {
    file: "MS_JANE_SMITH_01-12-2019_14-12-2019.csv",
    brings: [10, 0, 3, -28_580],
    currency: "GBP",
    because: "three are pending and have no day, which the configuration discards",
  },
  { file: "MonzoDataExport_February2018_2018-02-26_174335.csv", brings: [1, 0, 0, -1_000], currency: "GBP" },
  { file: "Movements_1234512345_201805271848.csv", brings: [1, 1, 0, -100], currency: "CZK" },
  { file: "TH_20180101-20180523_page_1.csv", brings: [0, 0, 9, 0], currency: "CZK", because: ANONYMOUS },
  { file: "TH_20180101-20180523_strana_1.csv", brings: [0, 0, 9, 0], currency: "CZK", because: ANONYMOUS },
  { file: "TH_20180521-20180523.csv", brings: [0, 0, 1, 0], currency: "CZK", because: ANONYMOUS },
  { file: "TransactionHistory_20180418043121.csv", brings: [8, 0, 0, -17_328], currency: "SGD" },
  { file: "Umsaetze_KtoNr538917600_EUR_02-03-2018_1503.CSV", brings: [1, 1, 0, -1_722] },
  { file: "W80844_EBH_201945.202122.csv", brings: [2, 1, 0, 94_000], currency: "HUF" },
  {
    file: "dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv",
    brings: [1, 0, 0, -780],
    options: { columns: "date,skip,out,in,payee" },
  },
  { file: "export_BE11123456789012_20180304_1422.csv", brings: [1, 1, 0, -340] },
  { file: "export_KBC-Mastercard Business Essential_20200204_1604.csv", brings: [3, 0, 0, 273] },
  { file: "kta_ei.dat", brings: [11, 0, 0, -615_222] },
  { file: "statement_1.csv", brings: [1, 0, 0, -2_059], options: { columns: "date,payee,skip,skip,skip,skip,out" } },
  { file: "test_BOI_TransactionExport.csv", brings: [27, 0, 0, -41_961] },
  { file: "test_delimiter_tab.csv", brings: [73, 0, 1, -458_070], options: HEADLESS, because: NULL_ROW },
  { file: "test_headers.csv", brings: [73, 0, 3, -458_070], because: NULL_ROW },
  { file: "test_raiffeisen_01.csv", brings: [73, 0, 1, -458_070], because: NULL_ROW },
  { file: "test_raiffeisen_02.csv", brings: [73, 0, 1, -458_070], because: NULL_ROW },
  { file: "test_regex_123456_87654321_1234_21_12.csv", brings: [73, 0, 1, -458_070], because: NULL_ROW },
  {
    file: "test_row_format_CD_flag.csv",
    brings: [70, 0, 4, -444_116],
    because: "the corpus has one row without a day, and three whose direction is a currency",
  },
  { file: "test_row_format_default.csv", brings: [73, 0, 1, -458_070], options: HEADLESS, because: NULL_ROW },
  { file: "test_row_format_neg_inflow.csv", brings: [73, 0, 1, -458_070], because: NULL_ROW },
  {
    file: "test_swedebank_statement.xls",
    brings: [13, 5, 0, 257_893],
    currency: "LTL",
    because: "balances and turnovers stand among the movements",
  },
  { file: "umsatz-1234________1234-20180227.CSV", brings: [1, 0, 0, -500] },
];

/** Texts of Central Europe that are no UTF-8. */
const CZECH = /^(Movements|TH_.*strana)/;

describe.each([
  ["bank_ofx", "ofx-ofxparse", OFX, false],
  ["bank_qif", "qif-quiffen", QIF, true],
  ["bank_csv", "csv-bank2ynab", CSV, true],
] as const)("%s: the files of %s", (kind, folder, cases, isChosen) => {
  const root = path.join(dataRoot, folder);
  it.each(someOf("corpus", cases, 4))(
    "$file",
    async ({ file, brings, refused, options = {}, currency = "EUR" }: Case) => {
      if (!existsSync(root)) return console.info(`No files at ${root}: nothing was imported.`);
      const anna = await own.life.user("anna");
      const account = { name: "Everyday", currency };
      const { body } = await own.life.call(createAccount, { as: anna, body: account });
      const chosen = { options: { ...options, ...(isChosen && { accountId: body.id }) } };
      const text = textOf(path.join(root, file), CZECH.test(file) ? "windows-1250" : "windows-1252") || " ";
      const first = await imported(own, anna, kind, text, chosen);
      if (refused) return expect([first.status, first.error]).toEqual(["failed", refused]);
      const rows = await transactionsOf(own, anna);
      const sum = rows.reduce((total: number, row: { amountCents: number }) => total + row.amountCents, 0);
      const [created, , skipped, failed] = first.counts;
      expect(
        [first.error, created, skipped, failed, sum],
        JSON.stringify(await reasonsOf(own, anna, first.id)),
      ).toEqual([null, ...brings!]);
      const again = await imported(own, anna, kind, text, chosen);
      expect(again.counts).toEqual([0, 0, created + skipped, failed]);
    },
  );
});
