/** Statements in CAMT.053 (ISO 20022, bank to customer statement), of any version. */
import { statementErrors, statementReasons } from "#core/finance/sayings";
import { dayIn } from "#core/finance/statements/days";
import { moneyOf, signed } from "#core/finance/statements/money";
import { ending, type FilePayment, tidy } from "#core/finance/statements/row";
import { encodingOf, lookAt, textOf } from "#core/finance/statements/text";
import { afterCursor, MAX_BALANCES, type Read, type StatedBalance } from "#core/finance/statements/units";
import { type XmlToken, xmlTokens } from "#core/finance/statements/xml";
import { type Source, UnreadableSource } from "#core/ingest/importer";

export const read = (source: Source, cursor: string | undefined) => afterCursor(unitsOf(source), cursor);

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.053\.\d{3}\.\d{2}$/;

/** What of an element is kept: its texts by their paths below it, and the currencies of its amounts. */
interface Kept {
  depth: number;
  line: number;
  texts: Map<string, string[]>;
  count: number;
  currency?: string;
}

interface Statement {
  account?: string;
  currency?: string;
  institution?: string;
  isTold: boolean;
}

/** More texts than an entry has: those of a bulk with a thousand payments. */
const MAX_TEXTS = 50_000;

async function* unitsOf(source: Source): AsyncGenerator<Read> {
  const head = await lookAt(source);
  const how = encodingOf(head, labelOf(head.toString("latin1", 0, 200)));
  const path: string[] = [];
  const balances: StatedBalance[] = [];
  let statement: Statement = { isTold: false };
  let kept: Kept | undefined;
  for await (const token of xmlTokens(textOf(source, how))) {
    const { kind, name, text, line } = token;
    const at = { line, readBytes: Math.min(token.read, source.sizeBytes) };
    if (kind === "open") {
      if (path.length === 0) demand(token);
      path.push(name);
      if (name === "Stmt") statement = { isTold: false };
      if (path.length === 4 && (name === "Ntry" || name === "Bal" || name === "Acct"))
        kept = { depth: path.length, line, texts: new Map(), count: 0 };
      if (kept && name === "Amt" && path.length === kept.depth + 1) kept.currency = token.attributes.Ccy;
      continue;
    }
    if (kept && path.length > kept.depth && text !== "" && kept.count < MAX_TEXTS) {
      kept.count++;
      const key = path.slice(kept.depth).join("/");
      const known = kept.texts.get(key);
      if (known) known.push(text);
      else kept.texts.set(key, [text]);
    }
    if (kept && path.length === kept.depth) {
      const done = kept;
      kept = undefined;
      if (name === "Acct") Object.assign(statement, accountIn(done));
      else yield* tell(statement, at);
      if (name === "Ntry") yield { ...at, line: done.line, ...entryOf(done, statement) };
      const balance = name === "Bal" ? balanceOf(done, statement) : undefined;
      if (balance && balances.length < MAX_BALANCES) {
        balances.push(balance);
        yield { ...at, found: { balances: [...balances] } };
      }
    }
    if (name === "Stmt") yield* tell(statement, at);
    path.pop();
  }
}

function labelOf(head: string): string | undefined {
  const said = /encoding=["']([\w-]+)/.exec(head)?.[1];
  try {
    return said && new TextDecoder(said).encoding;
  } catch {
    return undefined;
  }
}

function demand({ name, uri }: XmlToken): void {
  if (name === "Document" && NAMESPACE.test(uri)) return;
  const found = /camt\.\d{3}|pain\.\d{3}/.exec(uri)?.[0].toUpperCase() ?? `<${tidy(name, 60)}>`;
  throw new UnreadableSource(statementErrors("camt_none", { found }));
}

const first = ({ texts }: Kept, ...paths: string[]) => paths.map((path) => texts.get(path)?.[0]).find(Boolean);

function accountIn(kept: Kept): Partial<Statement> {
  return {
    account: first(kept, "Id/IBAN", "Id/Othr/Id")?.replace(/\s/g, "").slice(0, 100),
    currency: first(kept, "Ccy"),
    institution: tidy(first(kept, "Svcr/FinInstnId/Nm", "Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC"), 200),
  };
}

function* tell(statement: Statement, at: Pick<Read, "line" | "readBytes">): Generator<Read> {
  const { account, currency, institution, isTold } = statement;
  if (!account || isTold) return;
  statement.isTold = true;
  const name = `${institution ?? ""} ${ending(account)}`.trim();
  yield { ...at, row: { what: "account", account: { key: account, name, institution, type: "checking", currency } } };
}

function entryOf(kept: Kept, { account, currency }: Statement): Pick<Read, "row" | "problem"> {
  const day = first(kept, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm") ?? "";
  const date = dayOfIso(day);
  if (!date) return { problem: statementReasons("day_unknown", { text: day }) };
  const amount = amountOf(kept);
  if (amount === undefined) return { problem: statementReasons("amount_unknown", { text: first(kept, "Amt") ?? "" }) };
  const direction = first(kept, "CdtDbtInd");
  if (direction !== "CRDT" && direction !== "DBIT")
    return { problem: statementReasons("direction_unknown", { text: direction ?? "" }) };
  const isSpent = direction === "DBIT";
  const other = isSpent ? "Cdtr" : "Dbtr";
  const parties = "NtryDtls/TxDtls/RltdPties";
  const payee = first(kept, `${parties}/${other}/Nm`, `${parties}/${other}/Pty/Nm`, `${parties}/Ultmt${other}/Nm`);
  const remittance = kept.texts.get("NtryDtls/TxDtls/RmtInf/Ustrd")?.slice(0, 50).join(" ");
  const description = tidy(remittance ?? first(kept, "AddtlNtryInf", "NtryDtls/TxDtls/AddtlTxInf"), 1_000);
  const status = first(kept, "Sts/Cd", "Sts") ?? "BOOK";
  const row: FilePayment = {
    what: "payment",
    account,
    accountCurrency: currency ?? kept.currency,
    reference: tidy(first(kept, "AcctSvcrRef", "NtryDtls/TxDtls/Refs/AcctSvcrRef"), 255),
    date,
    amount: signed(amount, isSpent),
    currency: kept.currency,
    payee: tidy(payee, 200) ?? tidy(description, 200),
    description,
    ...(status !== "BOOK" && { skip: statementReasons("not_booked") }),
  };
  return { row };
}

function balanceOf(kept: Kept, { account, currency }: Statement): StatedBalance | undefined {
  const amount = amountOf(kept);
  if (first(kept, "Tp/CdOrPrtry/Cd") !== "CLBD" || !account || amount === undefined) return undefined;
  return {
    account: ending(account),
    amount: signed(amount, first(kept, "CdtDbtInd") === "DBIT"),
    currency: kept.currency ?? currency,
    asOf: dayOfIso(first(kept, "Dt/Dt", "Dt/DtTm") ?? ""),
  };
}

/** A decimal number without a sign, as the standard has it. */
function amountOf(kept: Kept): string | undefined {
  const text = first(kept, "Amt") ?? "";
  return /^\d+(\.\d*)?$/.test(text) ? moneyOf(text.replace(/\.$/, ""), "point")?.digits : undefined;
}

function dayOfIso(text: string): string | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  return found ? dayIn(Number(found[1]), Number(found[2]), Number(found[3])) : undefined;
}
