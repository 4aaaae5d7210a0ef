import { describe, expect, it } from "vitest";
import { classify } from "../classify.ts";
import { extractReceipt } from "./receipt.ts";

const now = new Date("2025-03-10T09:00:00Z");
/** Below this confidence a person is asked. */
const bookedFrom = 0.65;

function read(text: string) {
  const email = {
    from: { name: "Eckladen", address: "bon@eckladen.example" },
    to: [],
    subject: "Bon",
    date: null,
    text: "",
    headers: { date: "Mon, 3 Mar 2025 18:30:00 +0100" },
    forwarded: [],
  };
  return { receipt: extractReceipt({ email, texts: [text], now }), kind: classify(null, text).kind };
}

describe("the receipt of a till is booked", () => {
  it.each([
    ["German", "Milch 1,99 A\nBrot 3,56 A\nSUMME EUR 5,55\nBAR EUR 10,00\nRÜCKGELD EUR 4,45\nMwSt 7% 0,36", "EUR", 555],
    ["German, given", "Milch 1,99 A\nBrot 3,56 A\nSUMME EUR 5,55\nGEGEBEN EUR 10,00\nZURÜCK EUR 4,45", "EUR", 555],
    ["English", "Milk 1.20\nBread 2.30\nTOTAL £3.50\nCASH £5.00\nCHANGE £1.50", "GBP", 350],
    ["French", "Pain 1,10 €\nLait 1,35 €\nÀ PAYER 2,45 €\nESPÈCES 5,00 €\nRENDU 2,55 €", "EUR", 245],
    ["Italian", "CAFFÈ 1,20 €\nCORNETTO 1,50 €\nTOTALE COMPLESSIVO 2,70 €\nCONTANTI 2,70 €", "EUR", 270],
    ["Spanish", "LECHE 1,20 €\nPAN 0,95 €\nTOTAL 2,15 €\nTARJETA 2,15 €", "EUR", 215],
    ["Polish", "MLEKO 3,49\nCHLEB 4,99\nSUMA PLN 8,48\nGOTÓWKA 10,00\nRESZTA 1,52", "PLN", 848],
    ["Czech", "Rohlík 2,90\nMléko 24,90\nCELKEM 27,80 Kč\nHotovost 50,00\nVráceno 22,20", "CZK", 2780],
    ["Hungarian", "Tej 399 Ft\nKenyér 850 Ft\nÖSSZESEN: 1 249 Ft\nKészpénz 1 250 Ft\nVisszajáró 1 Ft", "HUF", 124900],
    ["Danish", "Mælk 12,95\nBrød 20,00\nI ALT DKK 32,95\nDankort 32,95", "DKK", 3295],
  ])("in %s", (_, text, currency, totalCents) => {
    const { receipt, kind } = read(text);
    expect(kind).toBe("receipt");
    expect(receipt).toMatchObject({ currency, totalCents });
    expect(receipt!.confidence).toBeGreaterThanOrEqual(bookedFrom);
    expect(receipt!.items).toHaveLength(2);
  });
});

describe("columns", () => {
  it("are interpreted by their contents, not by their number", () => {
    const { receipt } = read(
      "Lucky Fern Ltd\nOrder No    Invoice No    Date\nO-99        VF-77         2025-03-03\nVAT %    Net VAT amount    Total\n  20 %   100.00   20.00   120.00\nInvoice total GBP 120.00\nPaid by card",
    );
    expect(receipt).toMatchObject({ totalCents: 12000, taxCents: 2000, invoiceNumber: "VF-77", orderNumber: "O-99" });
  });

  it("give no merchant from their labels, and no item from the calculation of a price", () => {
    const receipt = extractReceipt({
      texts: [
        "PAYMENT RECEIPT\nBooking ID      Payment Mode\nQX12            Cash\nDate: 2025-03-03\nLodging    Rs 2100 x 1 Day x 1 Bed    Rs 2100\nGrand Total    Rs 2100\nBlue Heron Stays Pvt. Ltd.",
      ],
      now,
    });
    expect(receipt).toMatchObject({ merchant: "Blue Heron Stays", invoiceNumber: "QX12", totalCents: 210000 });
    expect(receipt!.items.map(({ name }) => name)).toEqual(["Lodging"]);
  });

  it("distinguish the issuer from the buyer", () => {
    const receipt = extractReceipt({
      texts: [
        "Rechnung\nRechnungsempfänger:\nAlex Muster AG\nRechnungssteller:\nNordlicht GmbH\nDatum: 03.03.2025\nGesamtbetrag   119,00 €",
      ],
      now,
    });
    expect(receipt?.merchant).toMatch(/^Nordlicht/);
  });
});
