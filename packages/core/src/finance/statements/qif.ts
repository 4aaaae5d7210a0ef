/** Accounts in QIF, as Quicken and many others write: with parts, categories, and transfers between the accounts of the file. */
import type { AccountType } from "#core/finance/accounts.sql";
import { statementErrors, statementReasons } from "#core/finance/sayings";
import type { DateOrder } from "#core/finance/statements/choices";
import { dayOf, orderOf } from "#core/finance/statements/days";
import { type DecimalSign, decimalOf, moneyOf, signed } from "#core/finance/statements/money";
import type { QifOptions } from "#core/finance/statements/options";
import { type FileCategory, type FilePayment, type FileSplit, sameText, tidy } from "#core/finance/statements/row";
import { howStored, LOOK_BYTES, lookAt, type TextLine, textLines, textOf } from "#core/finance/statements/text";
import { afterCursor, type Read } from "#core/finance/statements/units";
import { type Source, UnreadableSource } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";

export const read = (source: Source, cursor: string | undefined, options: QifOptions) =>
  afterCursor(unitsOf(source, options), cursor);

/** The records of a list, and what they are. */
const PAYMENTS: Readonly<Record<string, AccountType>> = {
  bank: "checking",
  cash: "cash",
  ccard: "credit",
  "oth a": "other",
  "oth l": "loan",
  invst: "investment",
};
const ACCOUNT_TYPES: Readonly<Record<string, AccountType>> = {
  ...PAYMENTS,
  port: "investment",
  mutual: "investment",
  "401(k)/403(b)": "investment",
};

/** What an investment does to the money of its account; what is in none of them moves no money. */
const PAID = /^(buy|cvrshrt|miscexp|margint|xout|cash|contribx)$/i;
const RECEIVED = /^(sell|shtsell|div|intinc|cglong|cgshort|cgmid|miscinc|rtrncap|xin|withdrwx)$/i;

const MAX_SPLITS = 200;
/** A record has a line for each of its fields and three for each of its parts. */
const MAX_FIELDS = 2_000;

interface Record_ {
  line: number;
  fields: { code: string; text: string; line: number }[];
}

/** What is found out about a file before it is read. */
interface Manner {
  order: DateOrder | undefined;
  decimal: DecimalSign | undefined;
}

async function* unitsOf(source: Source, options: QifOptions): AsyncGenerator<Read> {
  const how = howStored(await lookAt(source), options.encoding);
  const lines = () => textLines(textOf(source, how));
  const manner = await mannerOf(lines(), options);
  const found = {
    dateOrder: manner.order ?? null,
    decimal: manner.decimal ?? "point",
    encoding: how.encoding,
  };
  yield { line: 1, readBytes: 0, found };
  yield* recordsOf(lines(), manner, options);
}

/** How days and amounts are written. Throws UnreadableSource for what is no QIF, and for days that may mean two things. */
async function mannerOf(lines: AsyncIterable<TextLine>, { dateOrder, decimal }: QifOptions): Promise<Manner> {
  const days: string[] = [];
  const amounts: string[] = [];
  let isQif = false;
  let list = "";
  let size = 0;
  for await (const { text } of lines) {
    size += text.length;
    if (size > 4 * LOOK_BYTES) break;
    const line = text.trim();
    const begun = listOf(line);
    if (begun !== undefined) [isQif, list] = [true, begun];
    if (!Object.hasOwn(PAYMENTS, list)) continue;
    if (line.startsWith("D")) days.push(line.slice(1).replace(/\s+/g, ""));
    else if (/^[TU$]/.test(line)) amounts.push(line.slice(1));
  }
  if (!isQif) throw new UnreadableSource(statementErrors("qif_none"));
  const order = dateOrder ?? orderOf(days);
  if (order === "ambiguous")
    throw new UnreadableSource(statementErrors("date_order_needed", { example: tidy(days[0], 20) ?? "" }));
  return { order, decimal: decimal ?? decimalOf(amounts) };
}

/** No list has a longer name. */
const MAX_LIST = 200;

/** The list that a line begins, in lower case; undefined for another line. */
function listOf(line: string): string | undefined {
  if (line.length > MAX_LIST) return undefined;
  const found = /^!(type:|account|option|clear)\s*(.*)$/i.exec(line);
  if (!found) return undefined;
  const word = found[1]!.toLowerCase();
  return word === "type:" ? found[2]!.trim().toLowerCase() : word === "account" ? "account" : "";
}

interface Place {
  list: string | undefined;
  account?: { key: string; name: string; type: AccountType };
  told: Set<string>;
  categories: Set<string>;
}

async function* recordsOf(lines: AsyncIterable<TextLine>, manner: Manner, options: QifOptions): AsyncGenerator<Read> {
  const place: Place = { list: undefined, told: new Set(), categories: new Set() };
  let record: Record_ | undefined;
  let readBytes = 0;
  for await (const { text, number, readBytes: read } of lines) {
    readBytes = read;
    const line = text.trim();
    if (line === "" || (line.startsWith("#") && !record)) continue;
    const list = listOf(line);
    if (list !== undefined || line === "^") {
      if (record) for (const unit of done(record, place, manner, options)) yield { readBytes, ...unit };
      record = undefined;
      if (list !== undefined && !/^!(option|clear)/i.test(line)) place.list = list;
      continue;
    }
    if (place.list === undefined) throw new UnreadableSource(statementErrors("qif_no_type", { line: number }));
    record ??= { line: number, fields: [] };
    if (record.fields.length < MAX_FIELDS)
      record.fields.push({ code: line[0]!, text: line.slice(1).trim(), line: number });
  }
  if (record) for (const unit of done(record, place, manner, options)) yield { readBytes, ...unit };
}

const fieldOf = ({ fields }: Record_, code: string) => fields.find((one) => one.code === code && one.text !== "")?.text;

function* done(record: Record_, place: Place, manner: Manner, options: QifOptions): Generator<Omit<Read, "readBytes">> {
  const { line } = record;
  const { list = "" } = place;
  if (list === "account") {
    const name = tidy(fieldOf(record, "N"), 200);
    if (!name) return;
    place.account = {
      name,
      key: sameText(name),
      type: ACCOUNT_TYPES[fieldOf(record, "T")?.toLowerCase() ?? ""] ?? "other",
    };
    yield* told(place, line);
    return;
  }
  if (list === "cat") {
    const path = pathOf(fieldOf(record, "N"));
    const isIncome = record.fields.some(({ code }) => code === "I") && !record.fields.some(({ code }) => code === "E");
    if (path) yield* categories(place, path, isIncome ? "income" : "expense", line);
    return;
  }
  if (!Object.hasOwn(PAYMENTS, list)) return;
  const own = openingOf(record);
  if (!place.account && own) place.account = { name: own, key: sameText(own), type: PAYMENTS[list]! };
  if (!place.account && !options.accountId) throw new UnreadableSource(statementErrors("account_needed"));
  yield* told(place, line);
  const made = list === "invst" ? investmentOf(record, manner) : paymentOf(record, manner);
  if (isSaying(made)) {
    yield { line, problem: made };
    return;
  }
  const used = [made.category, ...(made.splits ?? []).map(({ category }) => category)];
  const kind = made.amount.startsWith("-") || made.splits ? "expense" : "income";
  for (const path of used) if (path) yield* categories(place, path, kind, line);
  yield { line, row: { ...made, account: place.account?.key } };
}

const isSaying = (value: FilePayment | Saying): value is Saying => "code" in value;

/** The account that an opening balance is of: such a record names its own account as the other end. */
function openingOf(record: Record_): string | undefined {
  return /^opening balance$/i.test(fieldOf(record, "P") ?? "") ? transferOf(fieldOf(record, "L")) : undefined;
}

const transferOf = (text: string | undefined) => tidy(/^\[([^\]]+)\]/.exec(text ?? "")?.[1], 200);

function* told({ account, told: known }: Place, line: number): Generator<Omit<Read, "readBytes">> {
  if (!account || known.has(account.key)) return;
  known.add(account.key);
  yield { line, row: { what: "account", account: { ...account, isNamed: true } } };
}

/** Names of a category from the outermost in, without the class behind it; undefined for a transfer and for none. */
function pathOf(text: string | undefined): string[] | undefined {
  if (!text || text.startsWith("[") || /^-+split-+$/i.test(text)) return undefined;
  const names = text
    .split(/[/|]/)[0]!
    .split(":")
    .map((name) => tidy(name, 100) ?? "");
  const path = names.filter(Boolean).slice(0, 5);
  return path.length > 0 ? path : undefined;
}

/** A category is told before what is under it, each once. */
function* categories(
  { categories: known }: Place,
  path: readonly string[],
  kind: FileCategory["kind"],
  line: number,
): Generator<Omit<Read, "readBytes">> {
  for (const [at] of path.entries()) {
    const upTo = path.slice(0, at + 1);
    const key = sameText(upTo.join(":"));
    if (known.has(key)) continue;
    known.add(key);
    yield { line, row: { what: "category", path: upTo, kind } };
  }
}

function basicsOf(record: Record_, { order, decimal }: Manner, amountText: string | undefined) {
  const day = fieldOf(record, "D") ?? "";
  const date = order && dayOf(day.replace(/\s+/g, ""), order);
  if (!date) return statementReasons("day_unknown", { text: day });
  const money = moneyOf(amountText ?? "", decimal);
  if (!money) return statementReasons("amount_unknown", { text: amountText ?? "" });
  return { date, money };
}

function paymentOf(record: Record_, manner: Manner): FilePayment | Saying {
  const first = record.fields.findIndex(({ code }) => code === "S");
  // What stands behind the first part is of the parts.
  const whole = first === -1 ? record : { ...record, fields: record.fields.slice(0, first) };
  const basics = basicsOf(whole, manner, fieldOf(whole, "T") ?? fieldOf(whole, "U"));
  if ("code" in basics) return basics;
  const splits = first === -1 ? undefined : splitsOf(record.fields.slice(first), manner);
  if (splits && "code" in splits) return splits;
  const number = fieldOf(whole, "N");
  const memo = tidy([fieldOf(whole, "M"), number && `#${number}`].filter(Boolean).join(" "), 1_000);
  const category = fieldOf(whole, "L");
  const isOpening = openingOf(whole) !== undefined;
  return {
    what: "payment",
    date: basics.date,
    amount: signed(basics.money.digits, basics.money.sign === "-"),
    payee: tidy(fieldOf(whole, "P"), 200) ?? tidy(memo, 200),
    description: memo,
    ...(splits ? { splits } : { category: pathOf(category) }),
    ...(!splits && !isOpening && transferOf(category) && { transferTo: sameText(transferOf(category)!) }),
  };
}

function splitsOf(fields: Record_["fields"], { decimal }: Manner): FileSplit[] | Saying {
  const splits: FileSplit[] = [];
  let [name, memo]: (string | undefined)[] = [];
  for (const { code, text } of fields) {
    if (code === "S") [name, memo] = [text, undefined];
    else if (code === "E") memo = text;
    else if (code === "$") {
      const money = moneyOf(text, decimal);
      if (!money) return statementReasons("amount_unknown", { text });
      const other = transferOf(name);
      splits.push({
        amount: signed(money.digits, money.sign === "-"),
        category: pathOf(name),
        note: tidy([memo, other && `[${other}]`].filter(Boolean).join(" "), 1_000),
      });
    }
  }
  return splits.length > MAX_SPLITS ? statementReasons("splits_too_many", { max: MAX_SPLITS }) : splits;
}

/** Money that an investment moved. Quicken writes amounts without a sign, which the action says. */
function investmentOf(record: Record_, manner: Manner): FilePayment | Saying {
  const action = fieldOf(record, "N") ?? "";
  const text = fieldOf(record, "T") ?? fieldOf(record, "U") ?? fieldOf(record, "$");
  const moves = text !== undefined && (PAID.test(action) || RECEIVED.test(action));
  const basics = basicsOf(record, manner, moves ? text : "0");
  if ("code" in basics) return basics;
  const { digits, sign } = basics.money;
  const isSpent = /^cash$/i.test(action) ? sign === "-" : PAID.test(action) !== (sign === "-");
  const held = [action, fieldOf(record, "Q"), fieldOf(record, "Y")].filter(Boolean).join(" ");
  return {
    what: "payment",
    date: basics.date,
    amount: signed(digits, isSpent),
    payee: tidy(fieldOf(record, "P"), 200),
    description: tidy([held, fieldOf(record, "M")].filter(Boolean).join(" "), 1_000),
    ...(!moves && { skip: statementReasons("no_money_moved") }),
  };
}
