/** Transactions as files for other programs: a table (CSV, RFC 4180) and a statement of one account (OFX 2.1.1). */
import { sql } from "drizzle-orm";
import { accounts } from "#core/finance/accounts.sql";
import { budgetCategories } from "#core/finance/budgets.sql";
import { decimalText } from "#core/finance/statements/money";
import { FORMULA, OWN_BANK, ownNumber } from "#core/finance/statements/row";
import { transactions } from "#core/finance/transactions.sql";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { NotFound } from "#kit/problem";
import { me } from "#kit/table";

/** So many transactions are in a file at most, and so much text, for an answer of a Lambda has 6 MB. */
export const MAX_EXPORTED = 10_000;
const MAX_CHARACTERS = 3_000_000;

export interface Range {
  accountId?: string;
  from?: string;
  to?: string;
  after?: string;
}

type Nullable<T> = { [K in keyof T]?: T[K] | null };

interface Exported {
  id: string;
  date: string;
  account: string | null;
  payee: string | null;
  description: string | null;
  amountCents: number;
  currency: string;
  category: string | null;
  notes: string | null;
  status: string;
}

/** In the order of their days. `after` is the id of a transaction: those behind it. */
function rowsRead(
  { accountId = null, from = null, to = null, after = null }: Nullable<Range>,
  status: "posted" | null = null,
) {
  // By what there are indexes for: one’s own, or what is on one account.
  const whose = accountId === null ? sql`t.user_id = ${me}` : sql`t.account_id = ${accountId}::uuid`;
  const kinds = status === null ? sql`true` : sql`t.kind = 'ordinary'`;
  return read<Exported>(sql`
    select t.id, t.date::text as date, a.name as account, t.merchant_name as payee, t.description, t.amount_cents::float8 as "amountCents", t.currency,
      c.name as category, t.notes, t.status
    from ${transactions} t left join ${accounts} a on a.id = t.account_id left join ${budgetCategories} c on c.id = t.budget_category_id
    where t.deleted_at is null and (${status}::text is null or t.status = ${status}::text) and ${kinds} and ${whose}
      and (${from}::date is null or t.date >= ${from}::date) and (${to}::date is null or t.date <= ${to}::date)
      and (${after}::uuid is null or (t.date, t.id) > (select b.date, b.id from ${transactions} b where b.id = ${after}::uuid))
    order by t.date, t.id limit ${sql.raw(String(MAX_EXPORTED))}`);
}

/** The texts of the rows that fit into one file. */
function fitting(rows: readonly Exported[], textOf: (row: Exported) => string): string {
  let body = "";
  for (const row of rows) {
    const text = textOf(row);
    if (body !== "" && body.length + text.length > MAX_CHARACTERS) break;
    body += text;
  }
  return body;
}

const HEADER = "LifeOS id,Date,Account,Payee,Description,Amount,Currency,Category,Notes,Status";

export async function csv(ctx: Ctx, range: Range): Promise<string> {
  const [rows] = await ctx.db.batch([rowsRead(range)]);
  const texts = fitting(rows, (row) => {
    const { id, date, account, payee, description, amountCents, currency, category, notes, status } = row;
    const cells = [id, date, account, payee, description, null, currency, category, notes, status].map(cell);
    // A number that is one in programs for tables, whatever its sign.
    cells[5] = decimalText(amountCents, currency);
    return `${cells.join(",")}\r\n`;
  });
  return `${HEADER}\r\n${texts}`;
}

/** A text of a table. What a program for tables would take for something to calculate has an apostrophe before it, as such programs know it. */
function cell(text: string | null): string {
  if (text === null) return "";
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

interface Account {
  id: string;
  type: string;
  currency: string;
  balanceCents: number;
}

const TYPES: Readonly<Record<string, string>> = { savings: "SAVINGS", loan: "CREDITLINE" };

/** Of one account. Throws NotFound when it is none that the speaker sees. */
export async function ofx(ctx: Ctx, range: Range & { accountId: string }): Promise<string> {
  const [rows, [account]] = await ctx.db.batch([
    // A statement has what the bank has booked.
    rowsRead(range, "posted"),
    read<Account>(
      sql`select id, type, currency, balance_cents::float8 as "balanceCents" from ${accounts} where id = ${range.accountId}::uuid and deleted_at is null`,
    ),
  ]);
  if (!account) throw NotFound();
  const texts = fitting(rows, (row) => movement(row, account.currency));
  const now = ctx.now().toISOString().replace(/[-:T]/g, "").slice(0, 14);
  const isCard = account.type === "credit";
  const [group, answer, statement, from] = isCard
    ? ["CREDITCARDMSGSRSV1", "CCSTMTTRNRS", "CCSTMTRS", "CCACCTFROM"]
    : ["BANKMSGSRSV1", "STMTTRNRS", "STMTRS", "BANKACCTFROM"];
  const kind = isCard ? "" : `<ACCTTYPE>${TYPES[account.type] ?? "CHECKING"}</ACCTTYPE>`;
  const days = rows.map(({ date }) => date.replaceAll("-", ""));
  const status = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>";
  return `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX>
<SIGNONMSGSRSV1><SONRS>${status}<DTSERVER>${now}</DTSERVER><LANGUAGE>ENG</LANGUAGE><FI><ORG>LifeOS</ORG></FI></SONRS></SIGNONMSGSRSV1>
<${group}><${answer}><TRNUID>0</TRNUID>${status}
<${statement}><CURDEF>${account.currency}</CURDEF>
<${from}>${isCard ? "" : `<BANKID>${OWN_BANK}</BANKID>`}<ACCTID>${ownNumber(account.id)}</ACCTID>${kind}</${from}>
<BANKTRANLIST><DTSTART>${days[0] ?? now.slice(0, 8)}</DTSTART><DTEND>${days.at(-1) ?? now.slice(0, 8)}</DTEND>
${texts}</BANKTRANLIST>
<LEDGERBAL><BALAMT>${decimalText(account.balanceCents, account.currency)}</BALAMT><DTASOF>${now}</DTASOF></LEDGERBAL>
</${statement}></${answer}></${group}>
</OFX>
`;
}

function movement({ id, date, payee, description, amountCents, currency }: Exported, own: string): string {
  const elements = [
    ["TRNTYPE", amountCents < 0 ? "DEBIT" : "CREDIT"],
    ["DTPOSTED", date.replaceAll("-", "")],
    ["TRNAMT", decimalText(amountCents, currency)],
    ["FITID", id],
    ["NAME", payee ?? description ?? "-"],
    ...(description && payee ? [["MEMO", description]] : []),
  ].map(([name, text]) => `<${name}>${escaped(text!)}</${name}>`);
  const other = currency === own ? "" : `<CURRENCY><CURRATE>1</CURRATE><CURSYM>${currency}</CURSYM></CURRENCY>`;
  return `<STMTTRN>${elements.join("")}${other}</STMTTRN>\n`;
}

/** Text of XML: what XML 1.0 cannot hold is left out. */
const escaped = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .toWellFormed()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
