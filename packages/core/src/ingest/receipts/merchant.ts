import { cut } from "#kit/text";
import type { Mailbox } from "../mime.ts";
import { amountsIn } from "./amounts.ts";
import { marksIn } from "./currencies.ts";
import { isTableHead, labelOf } from "./labels.ts";
import { type Cell, cellInColumn, fold, type Line } from "./lines.ts";

export interface FoundMerchant {
  name: string;
  /** Null when the sender of the mail named it. */
  line: Line | null;
  /** The sum of the evidence for the name; from 6 on there were several hints, or one that names it explicitly. */
  weight: number;
}

export interface MerchantContext {
  sender: Mailbox | null;
  subject: string;
  /** Names and addresses of the buyer, who is never the merchant. */
  recipients: Mailbox[];
}

interface Candidate {
  name: string;
  line: Line | null;
  weight: number;
}

/**
 * Finds the merchant. Every hint is a vote: the sender, a label such as “Sold by”, a phrase such as “your order from …”, the head
 * of the document, a company with its legal form, the domain of its site. Votes for different spellings of one name are added up.
 */
export function findMerchant(lines: Line[], context: MerchantContext): FoundMerchant | null {
  const text = lines.map(({ text }) => text).join("\n");
  const hints = [
    ...senderHints(context),
    ...phraseHints(lines, context.subject),
    ...labelHints(lines),
    ...headHints(lines),
    ...companyHints(lines),
    ...domainHints(lines, text),
  ];
  const buyers = [...context.recipients.map(({ name }) => keyOf(name)), ...buyerKeys(lines)].filter(
    (key) => key !== "",
  );
  const groups: { key: string; weight: number; best: Candidate }[] = [];
  for (const hint of hints) {
    const key = keyOf(hint.name);
    if (key.length < 2 || buyers.includes(key)) continue;
    const group = groups.find((other) => isSameName(other.key, key));
    if (!group) groups.push({ key, weight: hint.weight, best: hint });
    else {
      group.weight += hint.weight;
      if (hint.weight > group.best.weight) group.best = hint;
    }
  }
  const [winner] = groups.sort((one, other) => other.weight - one.weight);
  return winner ? { name: winner.best.name, line: winner.best.line, weight: winner.weight } : null;
}

const legalForm =
  "(?:inc|incorporated|llc|l\\.l\\.c|ltd|limited|pvt\\.? ltd|plc|llp|corp|corporation|gmbh(?: & co\\.? kgaa?)?|mbh|ag|kg|ohg|e\\.k|ug|s\\.?a\\.?r\\.?l|sas|sasu|eurl|s\\.?a|n\\.?v|b\\.?v|v\\.?o\\.?f|s\\.?r\\.?l|s\\.?p\\.?a|s\\.?l|s\\.?l\\.?u|sp\\. ?z ?o\\.? ?o|spolka (?:akcyjna|z o\\.? ?o|jawna)|s\\.?c|ab|a/s|aps|as|oy|oyj|kft|lda|s\\.?r\\.?o|pty ltd|pte ltd|co)";
const trailingForm = new RegExp(`(?<![\\s,])(?:[\\s,]+${legalForm}\\.?)+$`);
const documentWords =
  /\b(?:e-?receipts?|receipts?|invoices?|tax invoice|order (?:confirmation|receipt)|confirmation|orders?|bills?|billing|statements?|facture|recu|rechnung|quittung|beleg|factuur|bon fiscal|bon|faktura(?: vat)?|paragon fiskalny|paragon|kvitto|kvittering|uctenka|nyugta|documento commerciale|factura|recibo|fattura|ricevuta|scontrino|no-?reply|do-?not-?reply|donotreply|auto-?confirm|customer (?:service|care|support)|notifications?|support|team|online|info|hello|hi|mailer|payments?|accounts?|service|news(?:letter)?|update|mail|email|contact|sales|shop|store|help|feedback)\b/g;

/** A name without its legal form, for comparison: `luckyfern`. */
function keyOf(name: string): string {
  return fold(name.slice(0, 200))
    .trim()
    .replace(trailingForm, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function isSameName(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= 5 && long.startsWith(short));
}

const freeMail =
  /^(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|proton|protonmail|pm|mail|zoho|fastmail|hey|orange|wanadoo|laposte|libero|ziggo|kpnmail|wp|onet|o2|interia|example)$/;
/** Senders that deliver a payment or a mail for somebody else. */
const carriers =
  /\b(?:paypal|stripe|square(?:up)?|sumup|toast(?:tab)?|clover|zettle|izettle|klarna|shopify|mollie|adyen|sendgrid|mailchimp|mailgun|amazonses)\b/;

function senderHints({ sender }: MerchantContext): Candidate[] {
  if (!sender) return [];
  const label = domainLabel(sender.address.split("@").at(-1) ?? "");
  const isPerson = freeMail.test(label);
  const isCarrier = carriers.test(fold(`${sender.name} ${label}`));
  const name = withoutDocumentWords(sender.name.split(/ (?:via|on behalf of|par|durch|by|through) /i)[0]!);
  const hints: Candidate[] = [];
  if (/\p{L}{2}/u.test(name) && !name.includes("@"))
    hints.push({ name, line: null, weight: isPerson ? 1.5 : isCarrier && !/ via /i.test(sender.name) ? 2 : 7 });
  if (!isPerson && label !== "")
    hints.push({ name: titled(label), line: null, weight: isCarrier ? 1 : hints.length > 0 ? 2 : 5 });
  return hints;
}

function withoutDocumentWords(name: string): string {
  const folded = fold(name);
  let kept = "";
  let from = 0;
  for (const match of folded.matchAll(documentWords)) {
    kept += name.slice(from, match.index);
    from = match.index + match[0].length;
  }
  kept += name.slice(from);
  // A name that consists only of such words (“The Mail Shop”) is better than none.
  const trimmed = trimName(kept);
  return trimmed.length >= 2 ? trimmed : /^[a-z ]+$/i.test(name) && folded.split(" ").length > 1 ? trimName(name) : "";
}

const phrases =
  /\b(?:(?:thanks|thank you) for (?:your (?:order|purchase|payment|visit)|ordering|shopping|dining|eating|visiting|choosing)(?: (?:at|with|from|to))?|your (?:order|purchase|meal|receipt|transaction|visit)(?: (?:at|from|with))|receipt (?:from|for your order (?:from|at))|order (?:from|at|with)|purchase (?:at|from)|invoice from|welcome to|commande (?:chez|aupres de)|achat chez|merci .{0,20}chez|bestellung bei|einkauf bei|ihre rechnung von|bestelling bij|aankoop bij|pedido (?:en|de|a)|compra en|ordine (?:da|su|presso)|acquisto (?:da|presso)|zamowienie (?:w|z)|zakupy w) /g;

/** A mail that says somebody was paid comes from the payment service. */
const carried =
  /\b(?:you paid .{1,20} to|you sent .{1,40} to|payment (?:of .{1,20} )?to|paiement (?:de .{1,20} )?a|zahlung (?:von .{1,20} )?an|betaling (?:van .{1,20} )?aan|pago (?:de .{1,20} )?a|pagamento (?:di .{1,20} )?a|platnosc (?:.{1,20} )?dla) /g;

/** Phrases like “Thank you for your order at …”, in the subject or in the first lines. */
function phraseHints(lines: Line[], subject: string): Candidate[] {
  const hints: Candidate[] = [];
  for (const [text, line] of [
    [subject, null] as const,
    ...lines.slice(0, 25).map((line) => [line.text, line] as const),
  ]) {
    const folded = fold(text);
    for (const [match, weight] of [
      ...[...folded.matchAll(phrases)].map((found) => [found, 5] as const),
      ...[...folded.matchAll(carried)].map((found) => [found, 10] as const),
    ]) {
      const rest = text.slice(match.index + match[0].length, match.index + match[0].length + 60);
      const name =
        /^(?:the )?[\p{Lu}\d][\p{L}\d&'’.+-]*(?: (?:[\p{Lu}\d&][\p{L}\d&'’.+-]*|of|the|and|de|la|le|du|der|da|di|van))*/u.exec(
          rest,
        )?.[0];
      if (name && !/^(?:your|our|you|this|us|the|order|on)$/i.test(name.trim()))
        hints.push({ name: trimName(name), line, weight });
    }
    const yours =
      /\byour ([\p{Lu}][\p{L}\d&'’]*(?: [\p{Lu}&][\p{L}\d&'’]*){0,4}) (?:order|receipt|purchase|invoice|bill|trip)\b/u.exec(
        text,
      );
    if (yours) hints.push({ name: trimName(yours[1]!), line, weight: 4 });
  }
  return hints;
}

const sellerLabel =
  /^(?:seller|merchant(?: name)?|vendor|supplier|issued by|issuer|ordered (?:through|via|from)|paid to|store(?: name)?|restaurant|shop|(?:bank )?account (?:holder|name)|payable to|pay to|beneficiary|sprzedawca|wystawca|zamowiono w|rechnungssteller|dodavatel|elado|verkaufer|lieferant|handler|bestellt bei|kontoinhaber|vendeur|emetteur|fournisseur|marchand|commande sur|(?:.{0,30}- )?titulaire du compte|venditore|fornitore|ordinato su|intestatario|vendedor|emisor|proveedor|comercio|titular de la cuenta|verkoper|leverancier|winkel|besteld bij|rekeninghouder) ?: ?/;
/** On a marketplace, the seller behind the known shop. */
const behindLabel =
  /^(?:sold by|fulfilled by|shipped by|verkauf durch|vendu par|venduto da|vendido por|verkocht door|service provider) ?: ?/;

function labelHints(lines: Line[]): Candidate[] {
  const hints: Candidate[] = [];
  for (const line of lines)
    for (const cell of line.cells) {
      const seller = sellerLabel.exec(cell.folded);
      const label = seller ?? behindLabel.exec(cell.folded);
      if (!label) continue;
      // The name is after the label, else in the next column, else below.
      const rest = cell.text.slice(label[0].length);
      const next = line.cells[line.cells.indexOf(cell) + 1] ?? cellInColumn(lines[line.index + 1], cell);
      const name = siteName(rest.trim() !== "" ? rest : (next?.text ?? ""));
      if (isName(name)) hints.push({ name, line, weight: seller ? 7 : 3 });
    }
  return hints;
}

/** “Shop.example Customer Care : …” is reduced to the name of the site. */
function siteName(text: string): string {
  const site = /^(?:www\.)?([\p{L}\d-]{3,40})\.(?:com|net|org|eu|de|fr|nl|es|it|pl|in|co\.[a-z]{2}|io|shop)\b/iu.exec(
    text.trim(),
  );
  return site ? site[1]! : trimName(cut(text, 80));
}

const headLines = 12;
/** Labels like “Payment mode”, “Booking ID”, whose value is below them. */
const columnLabel =
  /\b(?:mode|method|type|status|terms|id|ref|reference|zahlungsart|zahlweise|betaalwijze|mode de paiement|forma de pago)\W*$|^(?:house|room|guest|visitor|from|until|beds?|klant|kunde|client|cliente)\W*$/;

/** The first lines of a document usually name its author. */
function headHints(lines: Line[]): Candidate[] {
  const hints: Candidate[] = [];
  for (const line of lines.slice(0, headLines))
    for (const cell of line.cells) {
      if (columnLabel.test(cell.folded) || onlyDocumentWords(cell.folded)) continue;
      const isFirst = line.index === 0 && cell.text.length <= 40;
      const name = headName(cell.text, isFirst);
      if (!isName(name) || isAddress(fold(headless(cell.text, isFirst))) || !isTitleLike(name, isFirst)) continue;
      // A line with a price is an item.
      if (amountsIn(line).length > 0) break;
      const isTitle = name.length < cell.text.trim().length - 3;
      hints.push({ name, line, weight: 3 - line.index * 0.2 + (isTitle ? 1 : 0) });
    }
  return hints;
}

/** Chains write their name and the number of the branch at the top; further down, a number would belong to a street. */
const headless = (text: string, isFirst: boolean) =>
  isFirst ? text.replace(/(?<=\p{L}{3})[ ,]{1,4}(?:(?:nr|no|n°|#|filiale|store)\.? ?)?\d{3,6}$/iu, "") : text;

/** “HERON 77 Lakeside, Pune”: the address is removed. */
const headName = (text: string, isFirst: boolean) =>
  withoutDocumentWords(headless(text, isFirst).replace(/^(\p{L}[^\d,]*?) \d{1,4}[a-z]? \p{Lu}[^,]*,.*$/u, "$1"));

const onlyDocumentWords = (folded: string) => trimName(folded.replace(documentWords, "")).length < 2;

const company = new RegExp(
  `((?:[\\p{Lu}\\d][\\p{L}\\d&'’.-]{0,30},? ){1,6})(${legalForm.replace("co)", "s\\.a)")})(?![\\p{L}\\d])`,
  "giu",
);

/** Capitalised words before a legal form. */
function companyHints(lines: Line[]): Candidate[] {
  const hints: Candidate[] = [];
  for (const line of lines) {
    for (const match of line.text.matchAll(company)) {
      const words = match[1]!.trim().split(" ");
      // Matching ignores case for the sake of the legal form; the name itself must be capitalised.
      const first = words.findLastIndex((word) => !/^[\p{Lu}\d&]/u.test(word)) + 1;
      const name = trimName(
        words
          .slice(first)
          .join(" ")
          .replace(/(?<![\s,])[\s,]+(?:pvt|private)\.?$/i, ""),
      );
      const isForm = /^[\p{Lu}]/u.test(match[2]!) || match[2]!.includes(".") || /^(?:sp|gmbh)/i.test(match[2]!);
      if (isForm && isName(name) && hints.length < 20)
        hints.push({ name, line, weight: line.index < headLines ? 3 : 2 });
    }
  }
  return hints;
}

const address =
  /(?:https?:\/\/|www\.|@)([a-z0-9.-]{3,80})|\b([a-z0-9-]{3,40}\.(?:com|net|org|eu|de|fr|nl|es|it|pl|co\.uk|shop|io))\b/g;

/** Sites and addresses in the document; the brand has the document's own spelling if there is one. */
function domainHints(lines: Line[], text: string): Candidate[] {
  const hints: Candidate[] = [];
  for (const line of lines) {
    if (/\b(?:powered by|generated (?:by|with)|created with|unsubscribe|terms|privacy)\b/.test(line.folded)) continue;
    for (const match of line.folded.matchAll(address)) {
      const label = domainLabel((match[1] ?? match[2]!).replace(/[.-]+$/, ""));
      if (label === "" || freeMail.test(label) || carriers.test(label)) continue;
      if (hints.some((hint) => keyOf(hint.name) === label.replaceAll("-", "")) || hints.length >= 5) continue;
      const spelled = spellingOf(label, text);
      hints.push({ name: spelled ?? titled(label), line, weight: spelled ? 4 : 2 });
    }
  }
  return hints;
}

/** The registered label of a domain: `greenfork` of `mail.greenfork.co.uk`. */
export function domainLabel(domain: string): string {
  const labels = domain
    .toLowerCase()
    .split(".")
    .filter((label) => label !== "");
  const isSecondLevel = /^(?:co|com|org|net|gov|ac)$/.test(labels.at(-2) ?? "") && labels.length > 2;
  return labels.at(isSecondLevel ? -3 : -2) ?? "";
}

/** The spelling of a domain's label in the document: `green-fork` as “Green Fork”. */
function spellingOf(label: string, text: string): string | null {
  const letters = label.replaceAll("-", "");
  if (!/^[a-z0-9]{3,30}$/.test(letters)) return null;
  const pattern = new RegExp(`(?<![\\p{L}\\d.@/-])${[...letters].join("[ '’-]?")}(?![\\p{L}\\d@-]|\\.\\p{L})`, "giu");
  for (const match of cut(text, 50_000).matchAll(pattern)) if (/^\p{Lu}/u.test(match[0])) return match[0];
  return null;
}

const buyerLabel =
  /^(?:bill(?:ed)? to|bill to address|billing address|ship(?:ped)? to|shipping address|sold to|deliver(?:ed)? to|delivery address|customer(?: name)?|client|buyer|purchaser|recipient|visitor|guest|passenger|gast|rechnungsempfanger|besteller|kaufer|factuuradres|afleveradres|koper|acheteur|acquirente|comprador|odberatel|vevo|nabywca|odbiorca|klant|kunde|rechnungsadresse|lieferadresse|empfanger|facture a|livre a|adresse de (?:facturation|livraison|l'installation)|nom de l'abonne|abonne|cliente|destinatario|attn|name) ?:?/;

/** Names beside or below a label of the buyer. */
function buyerKeys(lines: Line[]): string[] {
  const keys: string[] = [];
  for (const line of lines)
    for (const cell of line.cells) {
      const label = buyerLabel.exec(cell.folded);
      if (!label) continue;
      const rest = cell.text.slice(label[0].length).trim();
      const beside: Cell | null = rest === "" ? cellInColumn(lines[line.index + 1], cell) : null;
      keys.push(keyOf(rest || (beside?.text ?? "")));
    }
  return keys;
}

function isName(name: string): boolean {
  const folded = fold(name);
  const letters = name.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 2 || letters * 2 < name.length || name.length > 60 || name.split(" ").length > 7) return false;
  if (labelOf(folded) !== null || isTableHead(folded) || /:$/.test(name) || /\d[.,]\d{2}(?!\d)/.test(name))
    return false;
  // A column of amounts may have its currency as the heading.
  if (marksIn(folded, name).some(({ start, end }) => start === 0 && end === folded.length)) return false;
  return !/@|\b(?:page|date|datum|data|fecha|total|order|number|nr|no|subject|from|to|tel|phone|hi|hello|dear|bonjour|hallo|hola|ciao|thank|thanks|merci|danke|your|view|click|www|http|https|vat|nip|tax|welcome)\b/.test(
    folded,
  );
}

/** Whether a line of the head looks like a name: it begins with capitals and is no sentence. */
function isTitleLike(name: string, isFirst: boolean): boolean {
  // Most scripts have no capitals, and some brands write theirs in lower case.
  return (
    (isFirst ? /^[\p{L}\d]/u : /^[\p{Lu}\p{Lo}\d]/u).test(name) &&
    !/[!?]|\.$|[.:] \p{L}/u.test(name.replace(/\b\p{L}{1,4}\.$/u, ""))
  );
}

function isAddress(folded: string): boolean {
  if (/\d{4,}/.test(folded) || /^\d+[a-z]? [a-z]/.test(folded) || / \d{1,4}[a-z]?$/.test(folded)) return true;
  return /\b(?:street|st|avenue|ave|road|rd|blvd|boulevard|lane|suite|floor|building|rue|place|strasse|str|platz|weg|straat|laan|via|piazza|calle|plaza|ul|aleja)\b|(?:^|[,\d]) ?(?:united states|usa|deutschland|france|nederland|polska|espana|italia)$/.test(
    folded,
  );
}

function trimName(text: string): string {
  return text
    .replace(/(?<![\s,;:|/·•([-])[\s,;:|/·•([-]+$|^[\s,;:|/·•)#*"'-]+/g, "")
    .replace(/["”“]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<=\p{L}{4})\.$/u, "");
}

function titled(label: string): string {
  return label
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}
