/** Tables and CAMT.053 of banks that come in by imports, and transactions that go out as files. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { create as createAccount } from "#functions/finance/accounts";
import {
  accountsOf,
  type Bank,
  bank,
  imported,
  reasonsOf,
  transactionsOf,
} from "#functions/finance/bank-files.fixture";
import { create, download } from "#functions/finance/transactions";
import { get as getImport, recheck, rows, run } from "#functions/ingest/imports";
import type { Person } from "#testing/harness";

let own: Bank;
beforeAll(async () => {
  own = await bank();
});
afterAll(() => own.close());

const accountOf = async (as: Person, body: object = {}) =>
  (await own.life.call(createAccount, { as, body: { name: "Everyday", currency: "USD", ...body } })).body.id as string;

describe("a table", () => {
  const GERMAN = [
    '"Umsätze";"12345"',
    "",
    "Buchungstag;Empfänger;Verwendungszweck;Betrag;Währung",
    "13.02.2026;Bäcker;Brötchen;-1.234,50 €;EUR",
    "01.02.2026;=HYPERLINK(1);Miete;12,00-;EUR",
  ].join("\r\n");

  it("is read as it is written, which a dry run shows, and brings formulas as the texts that they are", async () => {
    const anna = await own.life.user("anna");
    const options = { accountId: await accountOf(anna, { currency: "EUR" }) };
    const dry = await imported(own, anna, "bank_csv", GERMAN, { options, dryRun: true });
    expect(dry.counts).toEqual([2, 0, 0, 0]);
    expect(dry.found).toEqual({
      columns: "date,payee,description,amount,currency",
      delimiter: "semicolon",
      dateOrder: "dmy",
      decimal: "comma",
      spent: "negative",
      encoding: "utf-8",
      firstLine: 4,
      names: ["Buchungstag", "Empfänger", "Verwendungszweck", "Betrag", "Währung"],
      sample: [
        ["13.02.2026", "Bäcker", "Brötchen", "-1.234,50 €", "EUR"],
        ["01.02.2026", "=HYPERLINK(1)", "Miete", "12,00-", "EUR"],
      ],
    });
    expect(await transactionsOf(own, anna)).toEqual([]);
    await own.life.call(run, { as: anna, params: { importId: dry.id } });
    await own.workflows.handle(anna, ImportStarted, dry.id);
    expect((await own.life.call(getImport, { as: anna, params: { importId: dry.id } })).body).toMatchObject({
      created: 2,
      found: dry.found,
    });
    expect(await transactionsOf(own, anna)).toMatchObject([
      { date: "2026-02-01", amountCents: -1_200, merchantName: "=HYPERLINK(1)", description: "Miete" },
      { date: "2026-02-13", amountCents: -123_450, merchantName: "Bäcker", description: "Brötchen" },
    ]);
  });

  it("is read as its person says, which is remembered for the account until something else is said", async () => {
    const anna = await own.life.user("anna");
    const accountId = await accountOf(anna);
    const text = "1.50,x,03/04/2026,Shop";
    const said = { columns: "out,skip,date,payee", dateOrder: "mdy" };
    const first = await imported(own, anna, "bank_csv", text, { options: { accountId, ...said } });
    expect([first.counts, first.options]).toEqual([[1, 0, 0, 0], { accountId, ...said }]);
    const more = await imported(own, anna, "bank_csv", `${text}\n2.50,x,05/04/2026,Shop`, { options: { accountId } });
    expect([more.counts, more.options]).toEqual([[1, 0, 1, 0], { accountId, ...said }]);
    expect([first.found.rememberedFrom, more.found.rememberedFrom]).toEqual([undefined, first.id]);
    expect(await transactionsOf(own, anna)).toMatchObject([
      { date: "2026-03-04", amountCents: -150 },
      { date: "2026-05-04", amountCents: -250 },
    ]);
    const anew = await imported(own, anna, "bank_csv", text, { options: { accountId, columns: "auto" } });
    expect([anew.options, anew.error]).toEqual([
      { accountId, columns: "auto" },
      "What its columns are cannot be told: say it (`columns`).",
    ]);
    const other = await imported(own, anna, "bank_csv", text, { options: { accountId: await accountOf(anna) } });
    expect(other.status).toBe("failed");
    for (const [columns, error] of [
      ["date,amount,colour", "“colour” is no column of payments;"],
      ["date,payee", "A day and an amount are needed among the columns (`columns`)."],
    ] as const)
      expect((await imported(own, anna, "bank_csv", text, { options: { accountId, columns } })).error).toContain(error);
  });

  it("is looked through again as its person says, also where nobody could tell what it is", async () => {
    const anna = await own.life.user("anna");
    const accountId = await accountOf(anna);
    const text = "Wann,Wieviel,Wer\n03/04/2026,1.50,<b>Shop</b>\n05/04/2026,2.50,Shop";
    const dry = await imported(own, anna, "bank_csv", text, { options: { accountId }, dryRun: true });
    expect([dry.status, dry.errorCoded.code]).toEqual(["failed", "csv_columns_needed"]);
    expect(dry.found).toEqual({
      names: ["Wann", "Wieviel", "Wer"],
      sample: [
        ["03/04/2026", "1.50", "<b>Shop</b>"],
        ["05/04/2026", "2.50", "Shop"],
      ],
    });
    const params = { importId: dry.id };
    const again = async (options: object) => {
      const answer = await own.life.call(recheck, { as: anna, params, body: { options } });
      if (answer.status === 202) await own.workflows.handle(anna, ImportStarted, dry.id);
      return answer.status === 202 ? (await own.life.call(getImport, { as: anna, params })).body : answer;
    };
    const columns = "date,amount,payee";
    expect(await again({ accountId, columns })).toMatchObject({
      status: "failed",
      errorCoded: { code: "date_order_needed" },
      found: { columns, names: ["Wann", "Wieviel", "Wer"] },
    });
    expect(await again({ accountId, columns, dateOrder: "mdy", colour: "red" })).toMatchObject({ status: 400 });
    for (const [dateOrder, created] of [
      ["mdy", 2],
      ["dmy", 2],
    ] as const)
      expect(await again({ accountId, columns, dateOrder })).toMatchObject({
        status: "completed",
        isDryRun: true,
        created,
        total: 2,
        error: null,
        options: { accountId, columns, dateOrder },
      });
    const { data } = (await own.life.call(rows, { as: anna, params })).body;
    expect(data.map(({ title }: { title: string }) => title)).toEqual([
      "2026-04-03 1.50 <b>Shop</b>",
      "2026-04-05 2.50 Shop",
    ]);
    expect(await transactionsOf(own, anna)).toEqual([]);
    await own.life.call(run, { as: anna, params });
    expect((await own.life.call(recheck, { as: anna, params, body: { options: {} } })).status).toBe(409);
  });

  it.each([
    ["columns of their own", "Date,Payee,Paid out,Paid in\n2026-03-01,A,1.00,\n2026-03-02,B,,2.00", [-100, 200]],
    ["marks", "Date,Payee,Amount,D/K\n2026-03-01,A,1.00,D\n2026-03-02,B,2.00,K", [-100, 200]],
    ["brackets", "Date,Payee,Amount\n2026-03-01,A,$(1.00)\n2026-03-02,B,$2.00", [-100, 200]],
    ["a plus before what came", "Date,Payee,Amount\n2026-03-01,A,1.00\n2026-03-02,B,+ 2.00", [-100, 200]],
    ["thousands", 'Date,Payee,Amount\n2026-03-01,A,"-1,234.00"\n2026-03-02,B,"2,000"', [-123_400, 200_000]],
  ])("has its directions in %s", async (_, text, amounts) => {
    const anna = await own.life.user("anna");
    const options = { accountId: await accountOf(anna) };
    expect((await imported(own, anna, "bank_csv", text, { options })).counts[0]).toBe(2);
    expect((await transactionsOf(own, anna)).map(({ amountCents }: { amountCents: number }) => amountCents)).toEqual(
      amounts,
    );
  });

  it("of many accounts makes each, and goes on in it where it stopped", async () => {
    const anna = await own.life.user("anna");
    const lines = Array.from({ length: 1_200 }, (_, n) => `2026-03-01,Shop ${n % 3},-1.00,DE${n % 2}`);
    const text = ["Date,Payee,Amount,IBAN", ...lines].join("\n");
    expect((await imported(own, anna, "bank_csv", text)).counts).toEqual([1_202, 0, 0, 0]);
    expect((await imported(own, anna, "bank_csv", text)).counts).toEqual([0, 0, 1_202, 0]);
    expect(await accountsOf(own, anna)).toHaveLength(2);
  });
});

describe("a statement in CAMT.053", () => {
  const entry = (amount: string, direction: string, more = "") =>
    `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-01</Dt></BookgDt>${more}</Ntry>`;
  const camt = (...entries: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?><c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><c:BkToCstmrStmt><c:Stmt>
<c:Acct><c:Id><c:IBAN>DE89370400440532013000</c:IBAN></c:Id><c:Ccy>EUR</c:Ccy></c:Acct>
<c:Bal><c:Tp><c:CdOrPrtry><c:Cd>CLBD</c:Cd></c:CdOrPrtry></c:Tp><c:Amt Ccy="EUR">5.00</c:Amt><c:CdtDbtInd>DBIT</c:CdtDbtInd><c:Dt><c:Dt>2026-03-01</c:Dt></c:Dt></c:Bal>
${entries.join("\n").replace(/<(\/?)(\w)/g, "<$1c:$2")}</c:Stmt></c:BkToCstmrStmt></c:Document>`;

  it("brings what was booked, with who was paid and what for", async () => {
    const anna = await own.life.user("anna");
    const details =
      "<NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Shop &amp; Co</Nm></Cdtr></RltdPties><RmtInf><Ustrd>Invoice 7</Ustrd></RmtInf></TxDtls></NtryDtls>";
    const text = camt(
      entry("12.30", "DBIT", details),
      entry("1.00", "CRDT", "<AcctSvcrRef>R1</AcctSvcrRef>"),
      entry("1.00", "CRDT", "<AcctSvcrRef>R1</AcctSvcrRef>"),
      entry("9.00", "DBIT").replace("BOOK", "PDNG"),
      entry("x", "DBIT"),
    );
    const first = await imported(own, anna, "bank_camt", text);
    expect(first.counts).toEqual([3, 0, 2, 1]);
    expect(first.found).toEqual({
      balances: [{ account: "…3000", amount: "-5.00", currency: "EUR", asOf: "2026-03-01" }],
    });
    expect(await transactionsOf(own, anna)).toMatchObject([
      { amountCents: -1_230, merchantName: "Shop & Co", description: "Invoice 7", currency: "EUR" },
      { amountCents: 100 },
    ]);
    expect((await imported(own, anna, "bank_camt", text)).counts).toEqual([0, 0, 5, 1]);
  });

  it("counts no more texts of an entry than a bank writes", async () => {
    const anna = await own.life.user("anna");
    const bulk = (texts: number) => `<Ntry>${"<X>1</X>".repeat(texts)}${entry("1.00", "CRDT").slice("<Ntry>".length)}`;
    const { id, counts } = await imported(own, anna, "bank_camt", camt(bulk(1_000), bulk(50_001)));
    expect(counts).toEqual([2, 0, 0, 1]);
    expect(await reasonsOf(own, anna, id)).toEqual([expect.stringContaining("“” is no")]);
  });

  it("with an entity that nobody declared is no XML", async () => {
    const anna = await own.life.user("anna");
    const { status, error } = await imported(own, anna, "bank_camt", camt(entry("&lol;", "DBIT")));
    expect([status, error]).toEqual(["failed", "From line 4 on it is no XML: undefined entity."]);
  });
});

describe("transactions as a file", () => {
  async function some() {
    const anna = await own.life.user("anna");
    const accountId = await accountOf(anna);
    const made = { accountId, date: "2026-03-01", amountCents: -150, currency: "USD" };
    for (const merchantName of [
      "=1+1",
      "@SUM",
      "+1",
      "-1",
      "＝1＋1",
      "＠SUM",
      "＋1",
      "－1",
      'A "quoted", one\nwith lines',
      "'tis <&>",
    ])
      await own.life.call(create, { as: anna, body: { ...made, merchantName, description: "\tTab" } });
    return { anna, accountId };
  }
  const fileOf = async (as: Person, query: Record<string, string>) => own.life.call(download, { as, query });

  it("come in again as nothing new, and formulas are none in a table", async () => {
    const { anna, accountId } = await some();
    const table = await fileOf(anna, { from: "2026-03-01", to: "2026-03-01" });
    const text = String(table.body);
    expect([table.status, text.split("\r\n")[0]]).toEqual([
      200,
      "LifeOS id,Date,Account,Payee,Description,Amount,Currency,Category,Notes,Status",
    ]);
    for (const cell of ['"\'=1+1"', '"\'@SUM"', '"\'+1"', '"\'-1"', ",-1.50,"]) expect(text).toContain(cell);
    for (const cell of ["'＝1＋1", "'＠SUM", "'＋1", "'－1", "'\tTab"]) expect(text).toContain(cell);
    expect((await imported(own, anna, "bank_csv", text)).counts).toEqual([0, 0, 11, 0]);
    const statement = String((await fileOf(anna, { format: "ofx", accountId })).body);
    expect((await imported(own, anna, "bank_ofx", statement)).counts).toEqual([0, 0, 11, 0]);
    expect(await transactionsOf(own, anna)).toHaveLength(10);
  });

  it("are new for somebody else, in the same words", async () => {
    const { anna } = await some();
    const ben = await own.life.user("ben");
    const text = String((await fileOf(anna, {})).body);
    expect((await imported(own, ben, "bank_csv", text)).counts).toEqual([11, 0, 0, 0]);
    const words = async (as: Person) =>
      (await transactionsOf(own, as))
        .map(({ merchantName }: { merchantName: string }) => merchantName.replace(/\s+/g, " "))
        .toSorted();
    expect(await words(ben)).toEqual(await words(anna));
  });

  it("are the speaker's own, of the account and days that are asked for", async () => {
    const { anna, accountId } = await some();
    const ben = await own.life.user("ben");
    expect(String((await fileOf(ben, { accountId })).body).split("\r\n")).toHaveLength(2);
    expect((await fileOf(ben, { format: "ofx", accountId })).status).toBe(404);
    expect((await fileOf(anna, { format: "ofx" })).status).toBe(400);
    expect(String((await fileOf(anna, { from: "2026-03-02" })).body).split("\r\n")).toHaveLength(2);
    const all = await transactionsOf(own, anna);
    const rest = String(
      (
        await fileOf(anna, {
          after: all.toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1))[3].id,
        })
      ).body,
    );
    expect(rest.split("\r\n")).toHaveLength(8);
  });
});
