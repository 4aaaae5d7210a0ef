/** Statements in OFX, versions 1 and 2: of accounts, cards and, as far as money moved, of investments. */
import type { AccountType } from "#core/finance/accounts.sql";
import { statementErrors, statementReasons } from "#core/finance/sayings";
import { dayIn } from "#core/finance/statements/days";
import { decimalOf, moneyOf, signed } from "#core/finance/statements/money";
import { type OfxToken, ofxTokens } from "#core/finance/statements/ofx-tokens";
import { ending, type FileAccount, type FilePayment, OWN_BANK, tidy } from "#core/finance/statements/row";
import { encodingOf, lookAt, textOf } from "#core/finance/statements/text";
import { afterCursor, MAX_BALANCES, type Read, type StatedBalance } from "#core/finance/statements/units";
import { type Source, UnreadableSource } from "#core/ingest/importer";

export const read = (source: Source, cursor: string | undefined) => afterCursor(unitsOf(source), cursor);

const STATEMENTS: Readonly<Record<string, AccountType>> = {
  STMTRS: "checking",
  CCSTMTRS: "credit",
  INVSTMTRS: "investment",
};
const ACCOUNTS: Readonly<Record<string, AccountType>> = {
  BANKACCTFROM: "checking",
  CCACCTFROM: "credit",
  INVACCTFROM: "investment",
};
const TYPES: Readonly<Record<string, AccountType>> = {
  SAVINGS: "savings",
  MONEYMRKT: "savings",
  CD: "savings",
  CREDITLINE: "loan",
};
const INVESTING = new Set(
  "BUYDEBT BUYMF BUYOPT BUYOTHER BUYSTOCK CLOSUREOPT INCOME INVEXPENSE JRNLFUND JRNLSEC MARGININTEREST REINVEST RETOFCAP SELLDEBT SELLMF SELLOPT SELLOTHER SELLSTOCK SPLIT TRANSFER".split(
    " ",
  ),
);
/** Aggregates of a transaction that are about something else. */
const ASIDE = new Set(["BANKACCTTO", "CCACCTTO", "ORIGCURRENCY", "IMAGEDATA"]);

type Fields = Record<string, string>;

/** What is being read. */
interface State {
  institution?: string;
  statement?: { type: AccountType; currency?: string; account?: Fields; isTold: boolean };
  /** The account that is being described, of a statement or of a list of accounts. */
  account?: { name: string; fields: Fields };
  listed?: { name?: string; type?: AccountType; fields: Fields };
  transaction?: { name: string; line: number; fields: Fields };
  aside?: string;
  balance?: Fields;
  status?: Fields;
  error?: Fields;
  balances: StatedBalance[];
  statements: number;
  isEnded: boolean;
}

async function* unitsOf(source: Source): AsyncGenerator<Read> {
  const head = await lookAt(source);
  const how = encodingOf(head, declaredIn(head.toString("latin1", 0, 4_096)));
  const state: State = { balances: [], statements: 0, isEnded: false };
  let hasBegun = false;
  for await (const token of ofxTokens(textOf(source, how))) {
    hasBegun ||= token.name === "OFX";
    if (!hasBegun) continue;
    const at = { line: token.line, readBytes: Math.min(token.read, source.sizeBytes) };
    for (const unit of after(state, token)) yield { ...at, ...unit };
  }
  if (!hasBegun) throw new UnreadableSource(statementErrors("ofx_none"));
  if (state.statements === 0) throw new UnreadableSource(nothingIn(state));
  if (!state.isEnded) throw new UnreadableSource(statementErrors("ofx_cut"));
}

function nothingIn({ error }: State) {
  if (!error) return statementErrors("ofx_no_statement");
  return statementErrors("ofx_refused", { code: error.CODE ?? "?", message: tidy(error.MESSAGE, 200) ?? "-" });
}

/** What the header says of the characters. */
function declaredIn(head: string): string | undefined {
  const said = /^\s*CHARSET:\s*([\w-]+)/m.exec(head)?.[1] ?? /encoding=["']([\w-]+)/.exec(head)?.[1];
  const encoding = /^\s*ENCODING:\s*([\w-]+)/m.exec(head)?.[1]?.toUpperCase();
  if (encoding === "UTF-8" || encoding === "UNICODE") return "utf-8";
  if (!said || said.toUpperCase() === "NONE") return undefined;
  const label = /^\d{3,4}$/.test(said) ? (CODE_PAGES[said] ?? `windows-${said}`) : said.replace(/^8859/, "iso-8859");
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

const CODE_PAGES: Readonly<Record<string, string>> = {
  "932": "shift_jis",
  "936": "gbk",
  "949": "euc-kr",
  "950": "big5",
};

type Said = Pick<Read, "row" | "problem" | "found"> & { line?: number };

function* after(state: State, { kind, name, text, line }: OfxToken): Generator<Said> {
  if (kind === "value") return value(state, name, text);
  if (kind === "open") return open(state, name, line);
  if (name === "OFX") state.isEnded = true;
  if (name === state.aside) state.aside = undefined;
  if (name === "STATUS") {
    if (state.status?.SEVERITY === "ERROR") state.error ??= state.status;
    state.status = undefined;
  }
  if (state.account && name === state.account.name) {
    const { fields } = state.account;
    if (state.listed) Object.assign(state.listed, { fields, type: ACCOUNTS[name] });
    else if (state.statement) state.statement.account ??= fields;
    state.account = undefined;
  }
  if (name === "ACCTINFO" && state.listed) {
    const { fields, type, name: desc } = state.listed;
    state.listed = undefined;
    const account = type && accountOf(fields, type, { ...state, desc });
    if (account) {
      state.statements++;
      yield { row: { what: "account", account } };
    }
  }
  if (state.transaction && name === state.transaction.name) {
    const made = madeOf(state, state.transaction);
    state.transaction = undefined;
    yield* told(state, made.currency);
    yield made.said;
  }
  if (name === "LEDGERBAL" && state.balance) {
    const { BALAMT = "", DTASOF = "" } = state.balance;
    state.balance = undefined;
    yield* told(state);
    const { account, currency } = state.statement ?? {};
    const amount = amountOf(BALAMT);
    if (account && amount !== undefined && state.balances.length < MAX_BALANCES) {
      state.balances.push({ account: ending(account.ACCTID ?? ""), amount, currency, asOf: dayOfOfx(DTASOF) });
      yield { found: { balances: [...state.balances] } };
    }
  }
  if (name in STATEMENTS && state.statement) {
    yield* told(state);
    state.statement = undefined;
  }
}

function open(state: State, name: string, line: number): void {
  if (name in STATEMENTS) {
    state.statement = { type: STATEMENTS[name]!, isTold: false };
    state.statements++;
  } else if (name === "STATUS") state.status = {};
  else if (name === "ACCTINFO") state.listed = { fields: {} };
  else if (name in ACCOUNTS && (state.listed || state.statement) && !state.transaction)
    state.account = { name, fields: {} };
  else if (name === "LEDGERBAL") state.balance = {};
  else if (state.transaction && ASIDE.has(name)) state.aside = name;
  else if (name === "STMTTRN" || (INVESTING.has(name) && state.statement?.type === "investment" && !state.transaction))
    state.transaction = { name, line, fields: {} };
}

function value(state: State, name: string, text: string): void {
  if (state.aside) return;
  const fields = state.transaction?.fields ?? state.account?.fields ?? state.balance ?? state.status;
  if (fields) {
    // What stands within something else comes later, and is no better.
    if (text !== "") fields[name] ??= text;
  } else if (name === "CURDEF" && state.statement) state.statement.currency = currencyOf(text);
  else if (name === "ORG") state.institution = tidy(text, 200);
  else if (name === "DESC" && state.listed) state.listed.name = text;
}

const currencyOf = (text: string | undefined) => (/^[A-Za-z]{3}$/.test(text ?? "") ? text!.toUpperCase() : undefined);

/** The account of a statement is told before what moved on it. */
function* told(state: State, currency?: string): Generator<Said> {
  const { statement } = state;
  if (!statement?.account || statement.isTold) return;
  statement.isTold = true;
  statement.currency ??= currency;
  const account = accountOf(statement.account, statement.type, { ...state, currency: statement.currency });
  if (account) yield { row: { what: "account", account } };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const keyOf = ({ BANKID = "", BROKERID = "", ACCTID = "" }: Fields) => `${BANKID || BROKERID} ${ACCTID}`.trim();

function accountOf(
  fields: Fields,
  type: AccountType,
  { institution, currency, desc }: { institution?: string; currency?: string; desc?: string },
): FileAccount | undefined {
  const key = keyOf(fields);
  if (!fields.ACCTID || key.length > 200) return undefined;
  return {
    key,
    name: tidy(desc, 200) ?? `${tidy(institution, 150) ?? ""} ${ending(fields.ACCTID)}`.trim(),
    ...(fields.BANKID === OWN_BANK ? { ownId: fields.ACCTID.toLowerCase() } : { institution }),
    type: type === "checking" ? (TYPES[fields.ACCTTYPE ?? ""] ?? type) : type,
    currency,
  };
}

function madeOf(
  state: State,
  { name, line, fields }: NonNullable<State["transaction"]>,
): { said: Said; currency?: string } {
  const currency = currencyOf(fields.CURSYM) ?? state.statement?.currency;
  const isInvesting = name !== "STMTTRN";
  const day = fields.DTPOSTED ?? fields.DTTRADE ?? fields.DTSETTLE ?? "";
  const date = dayOfOfx(day);
  if (!date) return { currency, said: { line, problem: statementReasons("day_unknown", { text: day }) } };
  const written = (isInvesting ? fields.TOTAL : fields.TRNAMT) ?? "";
  const hasNone = isInvesting && (written === "" || name === "REINVEST");
  const amount = hasNone ? "0" : amountOf(written);
  if (amount === undefined)
    return { currency, said: { line, problem: statementReasons("amount_unknown", { text: written }) } };
  const number = fields.CHECKNUM && !/^0+$/.test(fields.CHECKNUM) ? ` #${fields.CHECKNUM}` : "";
  const held = isInvesting ? [plainNumber(fields.UNITS), fields.UNIQUEID].filter(Boolean).join(" × ") : "";
  const memo = tidy([fields.MEMO, held].filter(Boolean).join(" ") + number, 1_000);
  const payee = tidy(fields.NAME, 200);
  const row: FilePayment = {
    what: "payment",
    account: state.statement?.account && keyOf(state.statement.account),
    accountCurrency: state.statement?.currency ?? currency,
    reference: tidy(fields.FITID, 255),
    ...(UUID.test(fields.FITID ?? "") && { ownId: fields.FITID!.toLowerCase() }),
    date,
    amount,
    currency,
    payee: payee ?? (isInvesting ? undefined : tidy(fields.MEMO, 200)),
    description: memo === payee ? undefined : memo,
    ...(hasNone && { skip: statementReasons("no_money_moved") }),
  };
  return { currency: row.currency, said: { line, row } };
}

/** No number is longer. An expression would try a long text from each of its characters on. */
const MAX_NUMBER = 60;

/** Some pad numbers with zeros. */
const plainNumber = (text: string | undefined) =>
  text
    ?.slice(0, MAX_NUMBER)
    .replace(/^\+?0*(?=\d)/, "")
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");

/** OFX has a plain number, with a comma in some countries, and no sign of a currency. */
function amountOf(text: string): string | undefined {
  if (text.length > MAX_NUMBER || !/^[+-]?\d*[.,]?\d*$/.test(text.trim())) return undefined;
  const money = moneyOf(text.trim(), decimalOf([text]) ?? (text.includes(",") ? "comma" : "point"));
  return money && signed(money.digits.replace(/^0+(?=\d)/, ""), money.sign === "-");
}

/** The day on the clock of the bank. */
function dayOfOfx(text: string): string | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(?:\d{2,6}(?:[.:]\d+)?)?(?:\s*\[.*\]?)?$/.exec(text.trim());
  return found ? dayIn(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}
