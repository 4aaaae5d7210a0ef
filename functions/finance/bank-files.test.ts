/** Statements of banks that come in by imports, and go out as files. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BillCancelled, BillDetected, TransactionEvents, TransactionsBooked } from "#core/finance/events";
import { bills } from "#core/finance/recurring.sql";
import { ImportCompleted, ImportUndoStarted } from "#core/ingest/events";
import { create as createAccount, remove as removeAccount } from "#functions/finance/accounts";
import {
  accountsOf,
  type Bank,
  bank,
  imported,
  reasonsOf,
  transactionsOf,
} from "#functions/finance/bank-files.fixture";
import { list as listBills } from "#functions/finance/bills";
import { list as categoriesOf } from "#functions/finance/budget-categories";
import { followImported, followRecurring } from "#functions/finance/consumers";
import { list as listRecurring } from "#functions/finance/recurring";
import { remove } from "#functions/finance/transactions";
import { undo } from "#functions/ingest/imports";
import { cancelBill, takeOnBill } from "#functions/work/consumers";
import { list as listTasks } from "#functions/work/tasks";
import { insert } from "#kit/change";
import type { Consumer } from "#kit/consumer";
import type { EventDeclaration } from "#kit/event";
import type { Person } from "#testing/harness";

let own: Bank;
beforeAll(async () => {
  own = await bank();
});
afterAll(() => own.close());

const accountOf = async (as: Person, body: object = {}) =>
  (await own.life.call(createAccount, { as, body: { name: "Everyday", currency: "USD", ...body } })).body.id as string;

const movement = (fitid: string, date: string, amount: string, name: string) =>
  `<STMTTRN><TRNTYPE>POS<DTPOSTED>${date}<TRNAMT>${amount}${fitid && `<FITID>${fitid}`}<NAME>${name}</STMTTRN>`;
const ofx = (movements: string[], { account = "12345678", currency = "EUR", balance = "100.00" } = {}) =>
  `OFXHEADER:100
DATA:OFXSGML
VERSION:102
ENCODING:USASCII
CHARSET:1252

<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><FI><ORG>First Bank</FI></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STMTRS><CURDEF>${currency}<BANKACCTFROM><BANKID>99<ACCTID>${account}<ACCTTYPE>SAVINGS</BANKACCTFROM>
<BANKTRANLIST>
${movements.join("\n")}
</BANKTRANLIST><LEDGERBAL><BALAMT>${balance}<DTASOF>20260303</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

describe("a statement in OFX", () => {
  it("makes its account and its transactions once, and tells its balance without writing it", async () => {
    const anna = await own.life.user("anna");
    const text = ofx([
      movement("1", "20260301120000.000[-5:EST]", "-4.50", "Caf&eacute; &amp; Bar"),
      movement("2", "20260302", "1,25", "Interest"),
    ]);
    const first = await imported(own, anna, "bank_ofx", text);
    expect(first.counts).toEqual([3, 0, 0, 0]);
    expect(first.found).toEqual({
      balances: [{ account: "…5678", amount: "100.00", currency: "EUR", asOf: "2026-03-03" }],
    });
    const [account] = await accountsOf(own, anna);
    expect(account).toMatchObject({
      name: "First Bank …5678",
      institution: "First Bank",
      type: "savings",
      currency: "EUR",
    });
    expect(account.balanceCents).not.toBe(10_000);
    expect(await transactionsOf(own, anna)).toMatchObject([
      {
        accountId: account.id,
        date: "2026-03-01",
        amountCents: -450,
        currency: "EUR",
        merchantName: "Caf&eacute; & Bar",
      },
      { date: "2026-03-02", amountCents: 125, merchantName: "Interest", status: "posted" },
    ]);
    expect((await imported(own, anna, "bank_ofx", text)).counts).toEqual([0, 0, 3, 0]);
    const told = own.life.events(TransactionsBooked).filter(({ subject }) => subject === anna.userId);
    expect(told.map(({ data }) => data.payload)).toMatchObject([{ importId: first.id, rows: 2 }]);
  });

  it("knows a reference within its account, and takes it for another payment with another day or amount", async () => {
    const anna = await own.life.user("anna");
    const seven = [movement("7", "20260301", "-1.00", "A"), movement("7", "20260301", "-1.00", "A again")];
    const other = [movement("7", "20260301", "-2.00", "A"), movement("7", "20260302", "-1.00", "A")];
    expect((await imported(own, anna, "bank_ofx", ofx([...seven, ...other]))).counts).toEqual([4, 0, 1, 0]);
    const elsewhere = ofx(seven.slice(0, 1), { account: "87654321" });
    expect((await imported(own, anna, "bank_ofx", elsewhere)).counts).toEqual([2, 0, 0, 0]);
    expect(await transactionsOf(own, anna)).toHaveLength(4);
  });

  it("keeps two equal payments without a reference two, and adds only what overlapping files have more", async () => {
    const anna = await own.life.user("anna");
    const coffee = movement("", "20260301", "-3.00", "Coffee");
    const later = movement("", "20260302", "-3.00", "Coffee");
    expect((await imported(own, anna, "bank_ofx", ofx([coffee, coffee]))).counts).toEqual([3, 0, 0, 0]);
    expect((await imported(own, anna, "bank_ofx", ofx([coffee, coffee, later]))).counts).toEqual([1, 0, 3, 0]);
    expect((await imported(own, anna, "bank_ofx", ofx([coffee, coffee, coffee]))).counts).toEqual([1, 0, 3, 0]);
    expect(await transactionsOf(own, anna)).toHaveLength(4);
  });

  it("does not bring back what was deleted, and comes again after an undo", async () => {
    const anna = await own.life.user("anna");
    const text = ofx([movement("1", "20260301", "-1.00", "A"), movement("2", "20260301", "-2.00", "B")]);
    const first = await imported(own, anna, "bank_ofx", text);
    const [{ id }] = await transactionsOf(own, anna, { amountCents: "-100" });
    await own.life.call(remove, { as: anna, params: { transactionId: id } });
    expect((await imported(own, anna, "bank_ofx", text)).counts).toEqual([0, 0, 3, 0]);
    await own.life.call(undo, { as: anna, params: { importId: first.id } });
    await own.workflows.handle(anna, ImportUndoStarted, first.id);
    expect([await transactionsOf(own, anna), await accountsOf(own, anna)]).toEqual([[], []]);
    expect((await imported(own, anna, "bank_ofx", text)).counts).toEqual([3, 0, 0, 0]);
    expect(await transactionsOf(own, anna)).toHaveLength(2);
  });

  it("takes with its undo the recurring payments that were found in it, and what is to be paid of them", async () => {
    const anna = await own.life.user("anna");
    own.life.setNow("2026-03-10T12:00:00Z");
    const days = ["20260108", "20260208", "20260308"];
    const text = ofx(days.map((day, i) => movement(String(i), day, "-9.99", "Music")));
    const first = await imported(own, anna, "bank_ofx", text);
    const told = (event: EventDeclaration) => own.life.events(event).filter(({ subject }) => subject === anna.userId);
    const delivered = async (consumer: Consumer, event: EventDeclaration) =>
      expect(await own.life.deliver(consumer, told(event))).toEqual([]);
    await delivered(followImported, ImportCompleted);
    const [recurring, ...others] = (await own.life.call(listRecurring, { as: anna })).body.data;
    expect([recurring.occurrences, others]).toEqual([3, []]);
    const bill = {
      userId: anna.userId,
      recurringTransactionId: recurring.id,
      merchantName: "Music",
      amountCents: 999,
      currency: "EUR",
      dueOn: "2026-04-08",
    };
    const ctx = own.life.as(anna);
    await ctx.db.batch([insert(ctx, bills, bill, { emits: { event: BillDetected } })]);
    await delivered(takeOnBill, BillDetected);
    await own.life.call(undo, { as: anna, params: { importId: first.id } });
    await own.workflows.handle(anna, ImportUndoStarted, first.id);
    await delivered(followRecurring, TransactionEvents.deleted);
    await delivered(cancelBill, BillCancelled);
    expect((await own.life.call(listRecurring, { as: anna })).body.data).toEqual([]);
    expect((await own.life.call(listBills, { as: anna })).body.data).toMatchObject([{ status: "cancelled" }]);
    expect((await own.life.call(listTasks, { as: anna })).body.data).toMatchObject([{ status: "cancelled" }]);
  });

  it("goes to the account that is chosen, which is that of the number from then on, and to nobody else's", async () => {
    const [anna, ben] = [await own.life.user("anna"), await own.life.user("ben")];
    const accountId = await accountOf(anna, { currency: "EUR" });
    const text = ofx([movement("1", "20260301", "-1.00", "A")]);
    expect((await imported(own, anna, "bank_ofx", text, { options: { accountId } })).counts).toEqual([1, 0, 1, 0]);
    expect(await transactionsOf(own, anna)).toMatchObject([{ accountId }]);
    expect((await imported(own, anna, "bank_ofx", text)).counts).toEqual([0, 0, 2, 0]);
    expect(await accountsOf(own, anna)).toHaveLength(1);
    const stolen = await imported(own, ben, "bank_ofx", text, { options: { accountId } });
    expect([stolen.counts, await transactionsOf(own, ben)]).toEqual([[0, 0, 0, 2], []]);
    expect(await transactionsOf(own, anna)).toHaveLength(1);
    const dollars = ofx([movement("9", "20260301", "-1.00", "A")], { currency: "USD" });
    const refused = await imported(own, anna, "bank_ofx", dollars, { options: { accountId } });
    expect(await reasonsOf(own, anna, refused.id)).toContain("10: It is in USD, and its account in EUR.");
    await own.life.call(removeAccount, { as: anna, params: { accountId } });
    const gone = await imported(own, anna, "bank_ofx", ofx([movement("3", "20260301", "-1.00", "A")]));
    expect(gone.counts).toEqual([0, 0, 1, 1]);
  });

  it("refuses each movement that cannot be, with its line and reason, and takes in the others", async () => {
    const anna = await own.life.user("anna");
    const wrong = [
      ["00000101", "-1.00"],
      ["99991231", "-1.00"],
      ["20260230", "-1.00"],
      ["20260301", "9007199254740993"],
      ["20260301", "NaN"],
      ["20260301", "1e400"],
      ["20260301", "$120"],
      ["20260301", "-1.005"],
      ["20260301", `0${"0".repeat(60)}1`],
    ].map(([date, amount], at) => movement(String(at), date!, amount!, "Wrong"));
    const { id, status, counts } = await imported(
      own,
      anna,
      "bank_ofx",
      ofx([...wrong, movement("x", "20260301", "-1.00", "Right")]),
    );
    expect([status, counts]).toEqual(["partial", [2, 0, 0, 9]]);
    expect(await reasonsOf(own, anna, id)).toEqual([
      "10: “00000101” is no day on which a bank books.",
      "11: “99991231” is no day on which a bank books.",
      "12: “20260230” is no day on which a bank books.",
      "13: 9007199254740993 is more than one payment can be.",
      "14: “NaN” is no amount.",
      "15: “1e400” is no amount.",
      "16: “$120” is no amount.",
      "17: -1.005 is finer than EUR can be paid.",
      `18: “${"0".repeat(61)}1” is no amount.`,
    ]);
  });

  it("counts minor units by the currency", async () => {
    const anna = await own.life.user("anna");
    const yen = ofx([movement("1", "20260301", "-1200", "A")], { currency: "JPY", account: "1" });
    const dinars = ofx([movement("1", "20260301", "-1.234", "A")], { currency: "BHD", account: "2" });
    await imported(own, anna, "bank_ofx", yen);
    await imported(own, anna, "bank_ofx", dinars);
    expect((await transactionsOf(own, anna)).map(({ amountCents }: { amountCents: number }) => amountCents)).toEqual([
      -1234, -1200,
    ]);
  });

  it.each([
    ["bank_ofx", "Dear Sir", "It is no OFX file: nothing in it says <OFX>."],
    [
      "bank_ofx",
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><OFX>&b;</OFX>',
      "It declares its own entities (a DTD), which no bank does and which can be a bomb; it is not read.",
    ],
    ["bank_ofx", ofx([]).slice(0, -8), "The OFX file ends in the middle: it is not complete."],
    ["bank_ofx", `<OFX><STMTRS><MEMO>${"x".repeat(70_000)}</OFX>`, "A value on line 1 is longer than 64 KB."],
    [
      "bank_camt",
      '<!DOCTYPE l [<!ENTITY a "ha">]><Document/>',
      "It declares its own entities (a DTD), which no bank does and which can be a bomb; it is not read.",
    ],
    ["bank_camt", "<html/>", "It is no CAMT.053 file, but <html>."],
    [
      "bank_camt",
      "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.052.001.02'/>",
      "It is no CAMT.053 file, but CAMT.052.",
    ],
    ["bank_camt", `<${"a".repeat(101)}/>`, "From line 1 on it is no XML: a name of more than 100 characters."],
    ["bank_qif", `!Type:Bank\nP${"x".repeat(70_000)}`, "Line 2 is longer than 64 KB, which no line of such a file is."],
    ["bank_qif", `!Type:${"Bank".repeat(60)}\n`, "It is no QIF file: no line of it says !Type or !Account."],
    ["bank_camt", `${"<a>".repeat(100)}`, "Its elements are nested more than 60 deep."],
    ["bank_qif", "D1/1/2026\nT1\n^", "It is no QIF file: no line of it says !Type or !Account."],
    [
      "bank_qif",
      "D1/1/2026\nT1\n^\n!Type:Bank\n",
      "The QIF file does not say what its records are: a line such as !Type:Bank has to come before line 1.",
    ],
    [
      "bank_qif",
      "!Type:Bank\nD3/4/2026\nT1\n^",
      "Days such as 3/4/2026 may mean two things: say in which order they are (`dateOrder`).",
    ],
    [
      "bank_qif",
      "!Type:Bank\nD30/4/2026\nT1\n^",
      "The file does not say which account it belongs to: choose one (`accountId`).",
    ],
    ["bank_csv", "hello\nworld", "What its columns are cannot be told: say it (`columns`)."],
    [
      "bank_csv",
      "Date,Amount,Payee\n3/4/2026,-1.00,A",
      "Days such as 3/4/2026 may mean two things: say in which order they are (`dateOrder`).",
    ],
    [
      "bank_csv",
      "Date,Amount,Payee\n30/4/2026,-1.00,A",
      "The file does not say which account it belongs to: choose one (`accountId`).",
    ],
    [
      "bank_csv",
      `Date,Amount\n2026-03-01,${"1".repeat(900_000)}`,
      "Line 2 is longer than 64 KB, which no row of a table is.",
    ],
  ])("is refused by name: %s %j", async (kind, text, error) => {
    const anna = await own.life.user("anna");
    const { status, error: said, counts } = await imported(own, anna, kind, text);
    expect([status, said]).toEqual(["failed", error]);
    expect(counts[0]).toBeLessThan(2);
  });
});

describe("accounts in QIF", () => {
  const QIF = `!Option:AutoSwitch
!Account
NHousehold
TBank
^
NPiggy bank
TCash
^
!Clear:AutoSwitch
!Type:Cat
NSalary
I
^
!Account
NHousehold
TBank
^
!Type:Bank
D2/13'26
T-100.00
PSuper Market
LFood
SFood:Groceries
E60%
$-60.00
SHome
$-40.00
^
D2/14'26
T-20.00
PTo the pig
L[Piggy bank]
^
D2/15'26
T2,000.00
PEmployer
LSalary/Class
^
D2/16'26
T-10.00
PUneven
SFood
$-5.00
^
!Account
NPiggy bank
TCash
^
!Type:Cash
D2/14'26
T20.00
PTo the pig
L[Household]
^`;

  it("bring parts, categories, and transfers between them, and undo takes it all back", async () => {
    const anna = await own.life.user("anna");
    const first = await imported(own, anna, "bank_qif", QIF);
    expect(first.counts).toEqual([10, 0, 0, 1]);
    expect(first.found).toEqual({ dateOrder: "mdy", decimal: "point", encoding: "utf-8" });
    expect(await reasonsOf(own, anna, first.id)).toEqual(["39: Its parts do not add up to it."]);
    const names = Object.fromEntries(
      (await accountsOf(own, anna)).map(({ id, name }: { id: string; name: string }) => [id, name]),
    );
    expect(Object.values(names).toSorted()).toEqual(["Household", "Piggy bank"]);
    const rows = await transactionsOf(own, anna);
    const [shopping, out, back, pay] = ["Super Market", "Household", "Piggy bank", "Employer"].map((name) =>
      rows.find(
        (row: { merchantName: string; accountId: string }) =>
          row.merchantName === name || (row.merchantName === "To the pig" && names[row.accountId] === name),
      ),
    );
    expect([out.amountCents, back.amountCents]).toEqual([-2_000, 2_000]);
    expect([out.transferPairId, back.transferPairId]).toEqual([back.id, out.id]);
    const categories = (await own.life.call(categoriesOf, { as: anna, query: { limit: "100" } })).body.data;
    const named = (id: string) => categories.find((one: { id: string }) => one.id === id);
    expect([named(pay.budgetCategoryId).name, named(pay.budgetCategoryId).kind, pay.amountCents]).toEqual([
      "Salary",
      "income",
      200_000,
    ]);
    const splits = await own.life.database.query<{
      amount_cents: string;
      budget_category_id: string;
      note: string | null;
    }>("select * from transaction_splits where transaction_id = $1 order by amount_cents", [shopping.id]);
    expect(splits.map((one) => [Number(one.amount_cents), named(one.budget_category_id).name, one.note])).toEqual([
      [-6_000, "Groceries", "60%"],
      [-4_000, "Home", null],
    ]);
    expect(named(named(splits[0]!.budget_category_id).parentId).name).toBe("Food");
    expect((await imported(own, anna, "bank_qif", QIF)).counts).toEqual([0, 0, 10, 1]);
    await own.life.call(undo, { as: anna, params: { importId: first.id } });
    await own.workflows.handle(anna, ImportUndoStarted, first.id);
    const left = (await own.life.call(categoriesOf, { as: anna })).body.data;
    expect([await transactionsOf(own, anna), await accountsOf(own, anna), left]).toEqual([[], [], []]);
    expect((await imported(own, anna, "bank_qif", QIF)).counts).toEqual([10, 0, 0, 1]);
  });

  it("are those that are called the same here", async () => {
    const anna = await own.life.user("anna");
    const id = await accountOf(anna, { name: "household", currency: "EUR" });
    expect((await imported(own, anna, "bank_qif", QIF)).counts).toEqual([9, 0, 1, 1]);
    const rows = await transactionsOf(own, anna, { accountId: id });
    expect(rows.map(({ currency }: { currency: string }) => currency)).toEqual(["EUR", "EUR", "EUR"]);
    const sides = (await transactionsOf(own, anna)).filter(
      ({ merchantName }: { merchantName: string }) => merchantName === "To the pig",
    );
    expect(sides[0].transferPairId === sides[1].id && sides[1].transferPairId === sides[0].id).toBe(true);
  });

  it.each([
    ["mdy", "4/3/2026"],
    ["dmy", "3/4/2026"],
    ["ymd", "2026/4/3"],
    ["ydm", "2026/3/4"],
    ["myd", "4/2026/3"],
  ])("have days in the order %s where it is said", async (dateOrder, day) => {
    const anna = await own.life.user("anna");
    const options = { accountId: await accountOf(anna), dateOrder };
    await imported(own, anna, "bank_qif", `!Type:Bank\nD${day}\nT-1.00\nPA\n^`, { options });
    expect(await transactionsOf(own, anna)).toMatchObject([{ date: "2026-04-03" }]);
  });
});
