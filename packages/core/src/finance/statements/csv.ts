/** Payments from the tables that banks offer for download, each of which writes them in its own way (see csv-manner.ts). */
import { statementErrors, statementReasons } from "#core/finance/sayings";
import type { ColumnRole as Role } from "#core/finance/statements/choices";
import { directionOf } from "#core/finance/statements/csv-columns";
import { type Manner, mannerOf, saidOf } from "#core/finance/statements/csv-manner";
import { dayOf } from "#core/finance/statements/days";
import { type Money, moneyOf, signed } from "#core/finance/statements/money";
import type { CsvOptions } from "#core/finance/statements/options";
import { ending, type FilePayment, type FileRow, FORMULA, tidy } from "#core/finance/statements/row";
import { howStored, inUtf8, LOOK_BYTES, lookAt } from "#core/finance/statements/text";
import { type CsvPosition, type CsvRow, csvRows } from "#core/ingest/csv";
import { type Source, type Unit, UnreadableSource } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";

/** Where it goes on, and which accounts the file has named before: so many are kept in mind. */
interface Cursor extends CsvPosition {
  accounts: string[];
}

const MAX_ACCOUNTS = 40;

export async function* read(
  source: Source,
  cursor: string | undefined,
  options: CsvOptions,
): AsyncGenerator<Unit<FileRow>> {
  const { text, manner, encoding } = await lookedAt(source, options);
  const place: Cursor = cursor ? (JSON.parse(cursor) as Cursor) : { ...manner.start, accounts: [] };
  const at = (line: number) => ({
    line,
    next: JSON.stringify(place),
    readBytes: Math.min(place.byte, source.sizeBytes),
  });
  yield { ...at(place.line), found: saidOf(manner, encoding) };
  /** A payment that the next row may go on with. */
  let held: (Unit<FileRow> & { row: FilePayment }) | undefined;
  for await (const row of csvRows(text, place, manner.delimiter)) {
    const line = place.line + row.empty;
    const fields = fieldsOf(row, manner);
    if (held && isContinued(fields)) {
      held.row = { ...held.row, description: tidy(`${held.row.description ?? ""} ${textIn(fields)}`, 1_000) };
      move(place, row);
      held.next = JSON.stringify(place);
      continue;
    }
    if (held) yield held;
    held = undefined;
    if (row.values.every((value) => value.trim() === "")) {
      move(place, row);
      continue;
    }
    const account = fields.account && keyOf(fields.account);
    if (fields.account && account && !place.accounts.includes(account)) {
      // Its own place is that before the row, so that the row is read when it goes on there.
      if (place.accounts.length < MAX_ACCOUNTS) place.accounts.push(account);
      const named = accountOf(fields.account, fields.currency ?? manner.currency, manner.isOwn);
      yield { ...at(line), row: { what: "account", account: named, isOther: place.accounts[0] !== account } };
    } else if (!account && !options.accountId) throw new UnreadableSource(statementErrors("account_needed"));
    move(place, row);
    const made = paymentOf(fields, manner);
    if ("code" in made) yield { ...at(line), problem: made };
    else held = { ...at(line), row: { ...made, isOther: account !== undefined && place.accounts[0] !== account } };
  }
  if (held) yield held;
}

/** In which of these, where it is no UTF-8, the header of a bank is one: they differ in the letters of a few languages. */
const SINGLE_BYTE = ["windows-1252", "windows-1250", "iso-8859-2"];

async function lookedAt(source: Source, options: CsvOptions) {
  const how = howStored(await lookAt(source), options.encoding);
  const isGuessed = how.encoding === "windows-1252" && !options.encoding;
  // What is taken for UTF-8 or for what Windows writes is decoded row by row, which allows for both in a file.
  const first = await lookedAtAs(source, how, options, isGuessed || how.encoding === "utf-8");
  if (!isGuessed || (!isRefused(first) && first.manner.isNamed)) return taken(first);
  for (const encoding of SINGLE_BYTE.slice(1)) {
    const other = await lookedAtAs(source, { encoding, markBytes: 0 }, options, false);
    if (!isRefused(other) && other.manner.isNamed) return other;
  }
  return taken(first);
}

const isRefused = <T extends object>(value: T | UnreadableSource): value is UnreadableSource =>
  value instanceof UnreadableSource;

function taken<T extends object>(value: T | UnreadableSource): T {
  if (isRefused(value)) throw value;
  return value;
}

async function lookedAtAs(
  source: Source,
  how: { encoding: string; markBytes: number },
  options: CsvOptions,
  isPlain: boolean,
) {
  const text = isPlain ? source : inUtf8(source, how);
  const head = await text.range(0, isPlain ? Math.min(source.sizeBytes, LOOK_BYTES) : LOOK_BYTES);
  const sized = isPlain ? text : { ...text, sizeBytes: head.length < LOOK_BYTES ? head.length : Infinity };
  try {
    const manner = await mannerOf(sized, { head, markBytes: isPlain ? how.markBytes : 0 }, options);
    return { text, manner, encoding: how.encoding };
  } catch (error) {
    if (error instanceof UnreadableSource) return error;
    throw error;
  }
}

function move(place: CsvPosition, { bytes, lines }: CsvRow): void {
  place.byte += bytes;
  place.line += lines;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Fields = Partial<Record<Role, string>>;

/** The texts of a row by what they are; those of several columns together. */
function fieldsOf({ values }: CsvRow, { roles, isOwn }: Manner): Fields {
  const fields: Fields = {};
  for (const [at, role] of roles.entries()) {
    const written = values[at] ?? "";
    const isEscaped = isOwn && written.startsWith("'") && FORMULA.test(written.slice(1));
    const value = tidy(isEscaped ? written.slice(1) : written, 1_000);
    if (role === "skip" || value === undefined) continue;
    fields[role] = fields[role] === undefined ? value : `${fields[role]} ${value}`;
  }
  return fields;
}

const textIn = ({ payee, description }: Fields) => [payee, description].filter(Boolean).join(" ");

/** A row with nothing but text goes on with the one before. */
const isContinued = (fields: Fields) =>
  textIn(fields) !== "" && !fields.date && !fields.amount && !fields.in && !fields.out;

const accountOf = (number: string, currency: string | undefined, isNamed: boolean) => ({
  key: keyOf(number),
  name: isNamed ? number : ending(keyOf(number)),
  ...(isNamed && { isNamed }),
  type: "checking" as const,
  currency: currencyOf(currency),
});

/** Without spaces, and without a quotation mark that a bank opened and did not close, or closed and did not open. */
const keyOf = (number: string) => number.replace(/[\s"]/g, "").slice(0, 200);
const currencyOf = (text: string | undefined) => (/^[A-Za-z]{3}$/.test(text ?? "") ? text!.toUpperCase() : undefined);

/** Lines that banks put among the payments. */
const BALANCES =
  /^(opening|closing|starting|ending|previous|new|available)?\s*balance\b|^turnover$|^(anfangs|end|alt|neu|schluss)saldo\b|^saldo\b|^kontostand\b/i;

function paymentOf(fields: Fields, manner: Manner): FilePayment | Saying {
  const date = manner.order && dayOf(fields.date ?? "", manner.order);
  if (!date) return statementReasons("day_unknown", { text: fields.date ?? "" });
  const amount = amountOf(fields, manner);
  if ("code" in amount) return amount;
  const currency = currencyOf(fields.currency) ?? manner.currency ?? amount.currency;
  const payee = tidy(fields.payee ?? fields.description, 200);
  const description = fields.description;
  return {
    what: "payment",
    account: fields.account && keyOf(fields.account),
    accountCurrency: currency,
    reference: tidy(fields.reference, 255),
    ...(fields.id && UUID.test(fields.id) && { ownId: fields.id.toLowerCase() }),
    date,
    amount: amount.text,
    currency,
    payee,
    description: description === payee && !fields.payee ? undefined : description,
    notes: fields.notes,
    ...(fields.category && { category: [fields.category] }),
    ...(BALANCES.test(textIn(fields)) && { skip: statementReasons("balance_line") }),
  };
}

function amountOf(fields: Fields, manner: Manner): { text: string; currency?: string } | Saying {
  const written = (role: "amount" | "in" | "out") => {
    const text = fields[role];
    if (text === undefined) return undefined;
    return moneyOf(text, manner.decimal) ?? statementReasons("amount_unknown", { text });
  };
  const [amount, came, went] = [written("amount"), written("in"), written("out")];
  for (const one of [amount, came, went]) if (one && "code" in one) return one;
  const money = (one: Money | Saying | undefined) => one as Money | undefined;
  if (money(amount)) return ofOne(money(amount)!, fields, manner);
  const some = [money(came), money(went)].filter((one) => one !== undefined);
  if (some.length === 0) return statementReasons("amount_unknown", { text: fields.amount ?? "" });
  const isMoved = (one: Money | undefined) => one !== undefined && /[1-9]/.test(one.digits);
  if (isMoved(money(came)) && isMoved(money(went)))
    return statementReasons("amount_unknown", { text: `${fields.in} ${fields.out}` });
  const inflow = money(came);
  if (inflow && !isMoved(money(went)))
    return { text: signed(inflow.digits, inflow.sign === "-"), currency: inflow.currency };
  const outflow = money(went)!;
  // What went and has a minus among others without came back.
  const cameBack = outflow.sign === "-" && !manner.isOutNegative;
  return { text: signed(outflow.digits, !cameBack), currency: outflow.currency };
}

function ofOne({ digits, sign, currency }: Money, { mark }: Fields, { spent }: Manner) {
  if (mark !== undefined) {
    const direction = directionOf(mark);
    if (!direction) return statementReasons("direction_unknown", { text: mark });
    return { text: signed(digits, direction === "out"), currency };
  }
  const isSpent = spent === "negative" ? sign === "-" : sign === undefined;
  return { text: signed(digits, isSpent), currency };
}
