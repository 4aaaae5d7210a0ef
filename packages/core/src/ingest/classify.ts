import { cut } from "#kit/text";
import { type BookedMail, bookingSigns } from "./booking.ts";
import { writtenBooking } from "./booking-text.ts";
import type { Booking } from "./bookings.ts";
import type { ParsedEmail } from "./mime.ts";
import { isAnswer, whyNoSpending, withoutQuotes } from "./no-spending.ts";
import { amountsIn } from "./receipts/amounts.ts";
import { labelOf } from "./receipts/labels.ts";
import { worldSigns } from "./receipts/labels-world.ts";
import { fold, linesOf } from "./receipts/lines.ts";
import { entriesOf } from "./receipts/sums.ts";

export type EmailKind = "receipt" | "bill" | "booking" | "other";

export interface Classification {
  kind: EmailKind;
  /** 0 to 1. */
  confidence: number;
  /** The signs for this kind, in words for a person. */
  reasons: string[];
  /** What is booked or was cancelled; empty for all other mail. */
  bookings: Booking[];
}

interface Sign {
  kind: EmailKind;
  pattern: RegExp;
  weight: number;
  reason: string;
}

const paid =
  /\b(?:payment (?:received|successful|confirmation|complete)|you(?:'ve| have)? paid|amount paid|total paid|paid (?:with|on|by|via|in full)|(?:was|has been|we(?:'ve| have)?|we successfully) charged|charged to|bezahlt (?:mit|am|per|via|uber)|zahlung erhalten|beglichen|payee? (?:par|avec|le)|paiement (?:recu|accepte|effectue)|acquittee?|(?:vooruit|vooraf |reeds |al )?betaald (?:met|op|via|per)|vooruitbetaald|betaling ontvangen|voldaan|zaplacono|oplacono|platnosc (?:przyjeta|zrealizowana)|zaplaceno|uhrazeno|zaplatene|uhradene|placeno|placano|pagad[oa] con|pago recibido|pagat[oa] con|pagamento (?:ricevuto|elettronico|effettuato|recebido)|betalt (?:med|den)|betald med|betalat med|maksettu|odendi|odeme alindi|greitt med|kifizetve|fizetve|achitat)\b/;
/** Payment is still to come, or has failed. */
const notPaid =
  /\b(?:will|not|to be|must|should|can be|unpaid|muss|mussen|doit|debe|deve|moet|musi|wird|werden|nicht|unbezahlt|sera|seront|pas|niet|wordt|worden|onbetaald|se|sara|non|zostanie|nie|nieoplacon\w*|bude|neni|nezaplacen\w*|inte|ikke)\b/;

const stillToPay = "is still to be paid";

const signs: Sign[] = [
  {
    kind: "receipt",
    weight: 3,
    reason: "names itself a receipt",
    pattern:
      /\b(?:e-?receipt|receipts?|proof of purchase|(?:spenden)?quittung|spendenbescheinigung|zuwendungsbestatigung|zahlungsbeleg|beleg|kassenbon|kassenbeleg|zahlungsbestatigung|recu|ticket de caisse|kassabon|betaalbewijs|paragon|factura simplificada|fatura simplificada|recu fiscal|kvitto|kvittering|kvittun|kuitti|uctenka|nyugta|bon fiscal|recibo|tique|ricevuta|scontrino|documento commerciale)\b/,
  },
  {
    kind: "receipt",
    weight: 3,
    reason: "confirms an order",
    pattern:
      /\b(?:order (?:confirmation|confirmed|receipt|summary|details|number)|your order|order #|thank(?:s| you) for (?:your (?:order|purchase)|ordering|shopping|dining)|bestellbestatigung|(?:ihre|deine) bestellung|confirmation de (?:votre )?commande|votre commande|merci (?:pour|de) votre (?:commande|achat)|bestelbevestiging|(?:je|uw) bestelling|potwierdzenie zamowienia|twoje zamowienie|confirmacion de(?: tu| su)? pedido|(?:tu|su) pedido|gracias por tu compra|conferma (?:dell')?ordine|(?:il tuo|tuo) ordine|orderbekraftelse|tack for (?:din|ditt) (?:bestallning|order|kop)|ordrebekraeftelse|ordrebekreftelse|ordrebekraftelse|ta[ck]k? for (?:din|dit|ditt) (?:ordre|bestilling|kob|kjop)|takk for kjopet|potvrzeni objednavky|dekujeme za (?:vasi )?objednavku|tilausvahvistus|kiitos tilaukses\w+|rendeles visszaigazolas\w*|potvrdenie objednavky|dakujeme za (?:vasu )?objednavku|potvrda narudzbe|potrditev narocila|hvala za (?:narudzbu|narocilo|nakup|kupnju)|koszonjuk (?:a )?(?:rendeles|vasarlas)\w*|confirmacao (?:da|de) (?:encomenda|compra|pedido)|obrigad[oa] pela sua (?:encomenda|compra)|comanda dvs|multumim pentru comanda|siparisiniz|siparis onayi)\b/,
  },
  {
    kind: "receipt",
    weight: 3,
    reason: "says that it was paid",
    pattern: paid,
  },
  {
    kind: "bill",
    weight: 3,
    reason: "names itself an invoice",
    pattern: /\b(?:tax invoice|invoice|bill|statement|rechnung|facture|factuur|faktura|factura|fattura|fatura)\b/,
  },
  {
    kind: "bill",
    weight: 4,
    reason: stillToPay,
    pattern:
      /\b(?:amount due|payment due|balance due|due date|due on|due by|please pay|pay (?:by|now|online|this invoice)|outstanding|overdue|past due|minimum payment|payment terms|zu zahlen bis|zahlbar bis|fallig\w*|zahlungsziel|uberweis\w+|echeance|a regler|date limite de paiement|vervaldatum|te betalen voor|betaaltermijn|unpaid|not yet paid|unbezahlt|offener betrag|impayee?|onbetaald|nieoplacon\w*|nezaplacen\w*|splatnost\w*|k uhrade do|forfallodatum|forfallsdato|forfaldsdato|att betala senast|fizetesi hatarido|scadent|termin platnosci|do zaplaty do|vencimiento|pagar antes|scadenza|da pagare entro)\b/,
  },
  {
    kind: "booking",
    weight: 4,
    reason: "confirms a booking",
    pattern:
      /\b(?:booking (?:confirmation|confirmed|reference|number|details)|your (?:booking|reservation|stay|flight|trip to|itinerary|appointment|table)|reservation (?:confirmation|confirmed|number|details)|e-?ticket|itinerary|boarding pass|confirmation of your (?:stay|reservation)|buchungsbestatigung|buchungsnummer|(?:ihre|deine) (?:buchung|reservierung|reise)|confirmation de (?:votre )?reservation|votre (?:reservation|voyage|billet)|boekingsbevestiging|(?:je|uw) (?:boeking|reservering|reis)|potwierdzenie rezerwacji|twoja rezerwacja|confirmacion de(?: tu| su)? reserva|(?:tu|su) reserva|conferma (?:della )?prenotazione|(?:la tua|tua) prenotazione)\b/,
  },
  {
    kind: "booking",
    weight: 1,
    reason: "has the times of a stay or a journey",
    pattern:
      /\b(?:check-?in|check-?out|departure|departs|arrival|flight|gate|seat|terminal|guests?|nights?|party of|anreise|abreise|abflug|depart|arrivee|vol|aankomst|vertrek|przyjazd|wyjazd|salida|llegada|arrivo|partenza)\b/,
  },
  {
    kind: "other",
    weight: 3,
    reason: "advertises",
    pattern:
      /\b(?:\d{1,2} ?% (?:off|rabatt|de remise|korting|descuento)|newsletter|sale ends|limited time|shop now|don't miss|deals?|special offer|free shipping on orders|black friday|coupon|click here)\b/,
  },
  {
    kind: "other",
    weight: 4,
    reason: "reports a failed delivery of mail",
    pattern:
      /\b(?:undelivered mail|returned mail|delivery status notification|mail delivery (?:failed|subsystem)|could not be delivered|mailer-daemon)\b/,
  },
  { kind: "receipt", weight: 3, reason: "names itself a receipt", pattern: worldSigns.receipt },
  { kind: "receipt", weight: 3, reason: "confirms an order", pattern: worldSigns.order },
  { kind: "receipt", weight: 3, reason: "says that it was paid", pattern: worldSigns.paid },
];

const textChars = 60_000;

/**
 * Classifies a mail by words in its subject (which count twice) and in `text`, and by the amounts in it. `text` is everything
 * readable, attachments included. A mail without an amount is never a receipt or a bill.
 */
export function classify(
  email: (Pick<ParsedEmail, "subject" | "from"> & BookedMail) | null,
  text: string,
): Classification {
  const scores: Record<EmailKind, number> = { receipt: 0, bill: 0, booking: 0, other: 2 };
  const reasons: Record<EmailKind, string[]> = { receipt: [], bill: [], booking: [], other: [] };
  const vote = (kind: EmailKind, weight: number, reason: string) => {
    scores[kind] += weight;
    reasons[kind].push(reason);
  };
  const isTalk = isAnswer(email?.subject ?? "");
  // The subject of a reply is that of the mail that it replies to.
  const printedSubject = isTalk ? "" : (email?.subject ?? "");
  const subject = fold(printedSubject);
  const lines = linesOf(withoutQuotes(email?.subject ?? "", cut(text, textChars)));
  const body = lines.map(({ folded }) => folded).join("\n");
  for (const { kind, pattern, weight, reason } of signs) {
    if (pattern.test(subject)) vote(kind, weight * 2, `the subject ${reason}`);
    else if (pattern.test(body)) vote(kind, weight, `the text ${reason}`);
  }
  // The attachments of a reply belong to the mail that it replies to.
  const booking = bookingSigns(isTalk ? null : email, subject, lines);
  for (const { weight, reason } of booking.found) vote("booking", weight, reason);
  if (/^(?:mailer-daemon|postmaster)@/i.test(email?.from?.address ?? "")) vote("other", 12, "a mail server sent it");

  const entries = entriesOf(lines);
  if (entries.some(({ label }) => label?.kind === "payment")) vote("receipt", 3, "a means of payment has an amount");
  const hasTotal = entries.some(({ label, amounts }) => label?.kind === "total" && amounts.length > 0);
  const hasAmount =
    hasTotal ||
    amountsIn({ folded: subject, text: printedSubject }).length > 0 ||
    lines.some((line) => amountsIn(line).some(({ currency }) => currency !== null));
  if (hasTotal) {
    vote("receipt", 3, "a total is printed");
    vote("bill", 2, "a total is printed");
  }
  const isSaidPaid = [subject, ...lines.map(({ folded }) => folded)].some(
    (line) => (paid.test(line) || worldSigns.paid.test(line)) && !notPaid.test(line),
  );
  const isPaid = isSettled(body) || isSaidPaid;
  // A paid invoice is a receipt.
  if (isSettled(body) || (isSaidPaid && !reasons.bill.some((reason) => reason.endsWith(stillToPay)))) {
    scores.bill -= 6;
    vote("receipt", 3, "nothing is left to pay");
  }
  const notSpent = whyNoSpending(fold(email?.subject ?? ""), lines, isPaid);
  if (notSpent) {
    scores.receipt = 0;
    if (!notSpent.isDueLater) scores.bill = scores.booking = 0;
    vote("other", 4, notSpent.reason);
  }
  if (booking.notBooked) {
    scores.booking = 0;
    if (!booking.notBooked.isMoney) vote("other", 4, booking.notBooked.reason);
  }
  if (isTalk) vote("other", 2, "it answers another mail");
  if (!hasAmount) scores.receipt = scores.bill = 0;

  const [winner, runnerUp] = (Object.keys(scores) as EmailKind[]).sort((one, other) => scores[other] - scores[one]);
  const lead = scores[winner!] - Math.max(0, scores[runnerUp!]);
  const confidence = Math.round(Math.min(0.99, 0.5 + lead / 16) * 100) / 100;
  const none = hasAmount ? "nothing in it is typical of a receipt, a bill or a booking" : "it names no amount of money";
  const isOff = booking.notBooked?.isCancelled ?? false;
  const bookings =
    winner !== "booking" && !isOff
      ? []
      : booking.bookings.length > 0 || winner !== "booking"
        ? booking.bookings
        : [writtenBooking(printedSubject, lines, email?.from, "confirmed")];
  return {
    kind: winner!,
    confidence,
    reasons: reasons[winner!].length > 0 ? reasons[winner!] : [none],
    bookings,
  };
}

function isSettled(body: string): boolean {
  return body.split("\n").some((line) => {
    if (
      labelOf(line)?.kind === "total" &&
      /\b(?:due|open|outstanding)\b/.test(line) &&
      /(?:^|[^\d.,])0[.,]00\b/.test(line)
    )
      return true;
    return (
      !notPaid.test(line) &&
      /\b(?:paid in full|invoice paid|payment received|already paid|bereits bezahlt|(?:betrag|rechnung) (?:dankend |bereits )?(?:erhalten|bezahlt|beglichen)|deja paye|acquittee?|reeds betaald|(?:al )?vooruitbetaald|vooraf betaald|voldaan|zaplacono|oplacono|ya pagado|gia pagato|zaplaceno|uhrazeno|allerede betalt|redan betald|kifizetve)\b/.test(
        line,
      )
    );
  });
}
