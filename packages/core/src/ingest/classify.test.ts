import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";

const mail = (subject: string, mimeTypes: string[] = [], address = "hi@luckyfern.com") => ({
  subject,
  from: { name: "Lucky Fern", address },
  attachments: mimeTypes.map((mimeType) => ({
    fileName: "a",
    mimeType,
    sizeBytes: 0,
    content: new Uint8Array(),
    sha256: "",
  })),
});

describe("classify", () => {
  it.each([
    ["receipt", "Your receipt from Lucky Fern", "Fern   $9.00\nTotal   $9.00\nVisa ending in 4242   $9.00"],
    ["receipt", "Deine Bestellung ist da", "Bestellbestätigung\nFarn   9,00 €\nGesamtbetrag   9,00 €"],
    ["receipt", "Invoice 77", "Invoice 77\nTotal $9.00\nAmount paid $9.00\nBalance due $0.00"],
    ["bill", "Invoice 77 from Lucky Fern", "Invoice 77\nDue date: April 1, 2025\nAmount due   $9.00"],
    ["bill", "Votre facture", "Facture n° 77\nDate limite de paiement : 1 avril 2025\nTotal TTC   9,00 €"],
    ["bill", "Faktura 12/2025", "Termin płatności: 2025-04-01\nDo zapłaty 9,00 zł"],
    [
      "booking",
      "Your reservation is confirmed",
      "Check-in: Friday\nCheck-out: Sunday\n2 guests, 2 nights\nTotal $200.00",
    ],
    ["booking", "Ihre Buchungsbestätigung", "Buchungsnummer ABC\nAnreise 1.4.2025\nAbreise 3.4.2025"],
    ["other", "40% off everything", "Shop now, sale ends Sunday. Sofas from $99.00"],
    ["other", "Lunch?", "Shall we meet tomorrow?"],
    ["other", "", ""],
  ])("says %s of %j", (kind, subject, text) => {
    const answer = classify(mail(subject), text);
    expect(answer.kind).toBe(kind);
    expect(answer.confidence).toBeGreaterThan(0.5);
    expect(answer.reasons.length).toBeGreaterThan(0);
  });

  it("never calls a mail without an amount a receipt or a bill", () => {
    expect(classify(mail("Your receipt"), "Thank you for your order. The invoice is due soon.").kind).toBe("other");
  });

  it("counts a calendar entry as a sign of a booking", () => {
    const text = "Your appointment with Dr. Vale";
    expect(classify(mail("Appointment", ["text/calendar"]), text).kind).toBe("booking");
  });

  it("recognizes a bounce, whatever it quotes", () => {
    const text = "Undelivered mail\nYour receipt\nTotal $9.00";
    expect(classify(mail("Returned mail", [], "MAILER-DAEMON@luckyfern.com"), text).kind).toBe("other");
  });

  it("works without a mail", () => {
    expect(classify(null, "Quittung\nBezahlt mit Karte\nSumme 9,00 €").kind).toBe("receipt");
  });
});
