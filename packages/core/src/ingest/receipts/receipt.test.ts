import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { expectLinear } from "#testing/growth";
import { plainEmail, receiptEmail } from "#testing/mail";
import { isWhole, someOf } from "#testing/sampled";
import { classify } from "../classify.ts";
import { parseEmail } from "../mime.ts";
import { extractReceipt, Receipt, type ReceiptInput } from "./receipt.ts";
import { readableTexts } from "./texts.ts";

const now = new Date("2025-03-10T09:00:00Z");
const sentAt = new Date("2025-03-04T18:41:00Z");

async function read(raw: Uint8Array) {
  const email = await parseEmail(raw);
  const { texts, unreadable } = await readableTexts(email);
  return {
    receipt: extractReceipt({ email, texts, now }),
    unreadable,
    classification: classify(email, texts.join("\n")),
  };
}

/** Name, quantity and minor units of each item, in a short form for comparisons. */
function itemsOf(receipt: Receipt | null): string[] | undefined {
  return receipt?.items.map(
    ({ name, quantity, unit, amountCents }) => `${quantity}${unit ?? ""} ${name} ${amountCents}`,
  );
}

function fromText(
  text: string,
  sender?: { name: string; address: string; subject?: string; date?: string },
): Receipt | null {
  const email: ReceiptInput["email"] = sender && {
    from: { name: sender.name, address: sender.address },
    to: [{ name: "Alex Doe", address: "alex@in.example" }],
    subject: sender.subject ?? "",
    date: null,
    text,
    headers: sender.date ? { date: sender.date } : {},
    forwarded: [],
  };
  const receipt = extractReceipt({ ...(email && { email }), texts: [text], now });
  if (receipt) expect(z.safeParse(Receipt, receipt).success).toBe(true);
  return receipt;
}

describe("a receipt mail of about twenty dollars from a place that sells food", () => {
  it.each(["html", "pdf", "text"] as const)("is read completely from its %s form", async (format) => {
    const { receipt, classification } = await read(receiptEmail({ to: "me@in.example", date: sentAt, format }));
    expect(classification.kind).toBe("receipt");
    expect(receipt).toMatchObject({
      merchant: "Green Fork Kitchen",
      date: "2025-03-04",
      timeOfDay: "18:41",
      currency: "USD",
      totalCents: 2047,
      taxCents: 138,
      sellsFood: true,
    });
    expect(itemsOf(receipt)).toEqual([
      "1 Chicken Burrito Bowl 1125",
      "1 Chips & Guacamole 395",
      "2 Sparkling Water 150",
    ]);
    expect(receipt!.confidence).toBeGreaterThan(0.9);
    expect(receipt!.evidence.find(({ field }) => field === "totalCents")?.quote).toMatch(/^Total\s+\$20\.47$/);
    expect(JSON.parse(JSON.stringify(receipt))).toEqual(receipt);
  });

  it("may be another merchant's, in euros, and gives the same result each time", async () => {
    const items = [
      { name: "Käsekuchen", quantity: 2, amountCents: 780 },
      { name: "Filterkaffee", amountCents: 320 },
    ];
    const order = {
      to: "me@in.example",
      merchant: "Café Büßer",
      items,
      totalCents: 1250,
      currency: "EUR",
      date: sentAt,
    };
    for (const format of ["html", "pdf", "text"] as const) {
      const { receipt } = await read(receiptEmail({ ...order, format }));
      expect(receipt).toMatchObject({ merchant: "Café Büßer", currency: "EUR", totalCents: 1250, sellsFood: true });
      expect(itemsOf(receipt)).toEqual(["2 Käsekuchen 780", "1 Filterkaffee 320"]);
      expect(receiptEmail({ ...order, format })).toEqual(receiptEmail({ ...order, format }));
    }
  });

  it("is found inside a mail that forwards it as an attachment", async () => {
    const inner = receiptEmail({ to: "me@two.example", date: sentAt, format: "pdf" });
    const attachments = [{ fileName: "Receipt.eml", mimeType: "message/rfc822", content: inner }];
    const { receipt } = await read(plainEmail({ to: "me@in.example", text: "For my books.", date: now, attachments }));
    expect(receipt).toMatchObject({ merchant: "Green Fork Kitchen", date: "2025-03-04", totalCents: 2047 });
  });

  it("is found below the head of a mail that forwards it inline", async () => {
    const text = [
      "see below, $99.00 is what I owe you",
      "---------- Forwarded message ---------",
      "From: Blue Pot Deli <orders@bluepotdeli.com>",
      "Date: Tue, Mar 4, 2025 at 6:41 PM",
      "Subject: Your order",
      "To: <me@two.example>",
      "",
      "Pastrami sandwich   $12.00",
      "Total   $12.00",
    ].join("\n");
    const { receipt } = await read(
      plainEmail({ to: "me@in.example", from: "Me Myself <me@gmail.com>", text, date: now }),
    );
    expect(receipt).toMatchObject({ merchant: "Blue Pot Deli", date: "2025-03-04", totalCents: 1200 });
    expect(itemsOf(receipt)).toEqual(["1 Pastrami sandwich 1200"]);
  });

  it("is still read when its PDF is damaged, and the damage is reported", async () => {
    const attachments = [
      { fileName: "receipt.pdf", mimeType: "application/pdf", content: Buffer.from("%PDF-1.7 nonsense") },
    ];
    const text = "Order date: March 4, 2025\nSoup   $8.00\nTotal   $8.00";
    const { receipt, unreadable } = await read(
      plainEmail({ to: "me@in.example", from: "Soup Hall <hi@souphall.com>", text, date: sentAt, attachments }),
    );
    expect(receipt?.totalCents).toBe(800);
    expect(unreadable).toEqual([{ fileName: "receipt.pdf", reason: expect.objectContaining({ code: "pdf_damaged" }) }]);
  });
});

describe("the total", () => {
  it("is what was charged, after tax and tip", () => {
    const receipt = fromText(
      "THE COPPER SPOON\n03/04/2025 7:15 PM\n1 Caesar Salad   11.00\n1 Ribeye Steak   34.00\nSubtotal   45.00\nSales Tax   3.71\nTotal   48.71\nTip   9.00\nGrand Total   57.71\nVisa xxxx4242   57.71",
    );
    expect(receipt).toMatchObject({ totalCents: 5771, taxCents: 371, date: "2025-03-04", timeOfDay: "19:15" });
  });

  it("needs no clear label when the sums prove it", () => {
    expect(
      fromText("Dry Goods Inc\nSubtotal $10.00\nTax $0.80\nTip $2.00\nTotal before tip $10.80\nTotal $12.80")
        ?.totalCents,
    ).toBe(1280);
  });

  it.each([
    ["Total savings $9.00\nTotal $5.00", 500],
    ["Total items: 3\nTotal $5.00", 500],
    ["Total $5.00\nCash $20.00\nChange $15.00", 500],
    ["Total $5.00\nAmount due $0.00", 500],
    ["Total tax $1.00\nTotal $6.00", 600],
    ["Sous-total 4,00 €\nTotal HT 4,00 €\nTotal TTC 4,80 €", 480],
    ["Zwischensumme 4,00 €\nNettobetrag 4,00 €\nGesamtbetrag 4,76 €", 476],
    ["Subtotaal € 4,00\nTotaal incl. btw € 4,84", 484],
    ["Suma netto 4,00 zł\nRazem do zapłaty 4,92 zł", 492],
    ["Base imponible 4,00 €\nImporte total 4,84 €", 484],
    ["Imponibile 4,00 €\nTotale complessivo 4,88 €", 488],
    ["Total\n$7.50", 750],
    ["Subtotal   Tax   Total\n$18.00   $1.50   $19.50", 1950],
  ])("of %j is %i", (text, cents) => {
    expect(fromText(`Corner House Ltd\n${text}`)?.totalCents).toBe(cents);
  });

  it.each([
    ["Total: 1.234,56 €", "EUR", 123456],
    ["Total 1 234,56 zł", "PLN", 123456],
    ["Total CHF 1'234.50", "CHF", 123450],
    ["Total £1,234.56", "GBP", 123456],
    ["Total US$20", "USD", 2000],
    ["Total CA$5.00", "CAD", 500],
    ["Total ¥2,878", "JPY", 2878],
    ["Total KWD 1.234", "KWD", 1234],
    ["Total Rs. 319", "INR", 31900],
    ["Totalt 67,00 kr", "SEK", 6700],
    ["Total 20.47 USD", "USD", 2047],
  ])("of %j is in %s minor units %i", (line, currency, totalCents) => {
    expect(fromText(`Corner House Ltd\n${line}`)).toMatchObject({ currency, totalCents });
  });

  it("comes with its tax, in whichever order net and tax are printed", () => {
    expect(fromText("Markt am Eck GmbH\nTee   3,98\nSumme   0,33   3,65   3,98")).toMatchObject({
      totalCents: 398,
      taxCents: 33,
    });
    expect(fromText("Markt am Eck GmbH\nTee   3,98\nSumme   3,65   0,33   3,98")).toMatchObject({
      totalCents: 398,
      taxCents: 33,
    });
  });

  it("is taken from a sentence when there is no label", () => {
    const sender = {
      name: "Metro Scooters",
      address: "receipts@metroscooters.io",
      date: "Tue, 4 Mar 2025 10:00:00 +0000",
    };
    expect(fromText("Hi Alex,\nYou paid $4.35 for your ride.", sender)?.totalCents).toBe(435);
  });

  it.each([
    ["nothing", ""],
    ["a letter", "Dear Alex,\nsee you on March 4, 2025.\nRobin"],
    ["an offer", "Loans up to $400,000 for as little as $500 a month!"],
    ["numbers only", "1 2 3 4 5 6\n7 8 9"],
  ])("is not found in %s", (_, text) => {
    expect(fromText(text, { name: "Robin", address: "robin@vale.example" })).toBeNull();
  });
});

describe("the day", () => {
  const shop = "Corner House Ltd\n";
  it.each([
    ["Invoice date: 2025-02-03\nDue date: 2025-03-03", "2025-02-03"],
    ["Due date: March 3, 2025\nOrder placed: February 1, 2025", "2025-02-01"],
    ["Rechnungsdatum: 3. Februar 2025\nLieferdatum: 9. Februar 2025", "2025-02-03"],
    ["Date d'échéance : 9 mars 2025\nFacture du 3 février 2025", "2025-02-03"],
    ["Factuurdatum: 3 februari 2025", "2025-02-03"],
    ["Data wystawienia: 3 lutego 2025", "2025-02-03"],
    ["Fecha del pedido: 3 de febrero de 2025", "2025-02-03"],
    ["Data fattura: 3 febbraio 2025", "2025-02-03"],
    ["Invoice date   Due date\n2025-02-03     2025-03-03", "2025-02-03"],
    ["Date of issue\nFebruary 3, 2025\nDate due\nMarch 3, 2025", "2025-02-03"],
  ])("of %j is %s", (text, date) => {
    expect(fromText(`${shop}${text}\nTotal 5,00 €`)?.date).toBe(date);
  });

  it.each([
    ["month first where dollars of the United States are spent", "Date: 03/04/2025\nTotal $5.00", "2025-03-04"],
    ["day first elsewhere", "Date: 03/04/2024\nTotal £5.00", "2024-04-03"],
    ["as another date of the document shows", "Date: 03/04/2024\nDelivered 25/04/2024\nTotal $5.00", "2024-04-03"],
    ["the only way there is", "Date: 25/02/2025\nTotal $5.00", "2025-02-25"],
  ])("is read %s", (_, text, date) => {
    expect(fromText(shop + text)?.date).toBe(date);
  });

  it("is interpreted so that it is near the day the mail was sent", () => {
    const sender = { name: "Corner House", address: "hi@cornerhouse.com" };
    const text = "Order date: 03/04/2024\nTotal $5.00";
    expect(fromText(text, { ...sender, date: "Mon, 4 Mar 2024 10:00:00 -0800" })?.date).toBe("2024-03-04");
    expect(fromText(text, { ...sender, date: "Wed, 3 Apr 2024 10:00:00 -0800" })?.date).toBe("2024-04-03");
  });

  it("is the sender's local day when only the mail has a date", () => {
    const sender = { name: "Corner House", address: "hi@cornerhouse.com", date: "Tue, 4 Mar 2025 23:30:00 -0800" };
    expect(fromText("Total $5.00", sender)?.date).toBe("2025-03-04");
  });

  it("is never in the future", () => {
    expect(fromText("Corner House Ltd\nOrder date: 2031-01-01\nTotal $5.00")?.date).toBe("2025-03-10");
  });

  it("is not confused with opening hours", () => {
    expect(fromText("Corner House Ltd\nDate: 2025-02-03\nOpen 9:00 - 17:00\nTotal 5.00 €")?.timeOfDay).toBeUndefined();
  });
});

describe("the merchant", () => {
  it.each([
    ["the sender", "Total $5.00", { name: "Lucky Fern Receipts", address: "no-reply@luckyfern.com" }, "Lucky Fern"],
    ["the sender's domain", "Total $5.00", { name: "", address: "no-reply@mail.lucky-fern.co.uk" }, "Lucky Fern"],
    [
      "who was paid, not who carried it",
      "You sent a payment of €14.20 to Nordlicht Café.\nTotal €14.20",
      { name: "PayMate", address: "service@paymate.com" },
      "Nordlicht Café",
    ],
    ["a label", "Seller: Oak & Pine\nBill to: Alex Doe\nTotal $5.00", undefined, "Oak & Pine"],
    ["the head of the document", "Lucky Fern Invoice\nBill to:\nAlex Doe\nTotal $5.00", undefined, "Lucky Fern"],
    [
      "a company with its legal form",
      "Invoice 77\nTotal 5,00 €\nLucky Fern GmbH, Hauptstr. 1",
      undefined,
      "Lucky Fern",
    ],
    [
      "the site, as the document spells it",
      "Invoice 77\nTotal 5,00 €\nThe LuckyFern promise\nwww.luckyfern.de",
      undefined,
      "LuckyFern",
    ],
    [
      "a phrase of the subject",
      "Total $5.00",
      { name: "Alex", address: "alex@gmail.com", subject: "Fwd: Your order from Lucky Fern" },
      "Lucky Fern",
    ],
  ])("is %s", (_, text, sender, merchant) => {
    expect(fromText(`${text}\nDate: 2025-02-03`, sender)?.merchant).toBe(merchant);
  });
});

describe("the items", () => {
  it("have quantities and measures, in several layouts", () => {
    const text =
      "Mill Bakery Ltd\n2 x Rye Bread   9.00\nCoffee Beans   1.5 kg   12.00   18.00\nOat Milk\n  3 @ 2.00   6.00\nSourdough   4   3.00   12.00\nTotal £45.00";
    expect(itemsOf(fromText(text))).toEqual([
      "2 Rye Bread 900",
      "1.5kg Coffee Beans 1800",
      "3 Oat Milk 600",
      "4 Sourdough 1200",
    ]);
  });

  it("leave out taxes, fees, tips, discounts and payments", () => {
    const text =
      "Corner House Ltd\nTeapot   $20.00\nCup   $5.00\nSubtotal $25.00\nDelivery fee $3.00\nDiscount -$2.00\nTax $2.00\nTip $1.00\nTotal $29.00\nVisa $29.00";
    expect(itemsOf(fromText(text))).toEqual(["1 Teapot 2000", "1 Cup 500"]);
  });

  it("are the outermost lines when inner ones break them down", () => {
    const text =
      "Lucky Fern Ltd\nHosting   $8.00\n    Web space   $3.00\n    Mail boxes   $5.00\nSupport   $2.00\nTotal   $10.00";
    expect(itemsOf(fromText(text))).toEqual(["1 Hosting 800", "1 Support 200"]);
  });

  it("may come from another form of the same receipt", () => {
    const sender = {
      from: { name: "Lucky Fern", address: "hi@luckyfern.com" },
      to: [],
      subject: "",
      date: null,
      text: "",
      headers: { date: "Tue, 4 Mar 2025 10:00:00 +0000" },
      forwarded: [],
    };
    const texts = [
      "Order date: 2025-03-04\nSubtotal $9.00\nTax $1.00\nTotal $10.00",
      "Fern in a pot\n$9.00\nTotal $10.00",
    ];
    expect(itemsOf(extractReceipt({ email: sender, texts, now }))).toEqual(["1 Fern in a pot 900"]);
  });
});

describe("food", () => {
  it.each([
    ["Piekarnia Kłos", "Chleb żytni", true],
    ["Frischmarkt", "Vollmilch", true],
    ["Lucky Dragon", "Pork Dumplings", true],
    ["Trattoria Luisa", "Coperto", true],
    ["Fietswinkel", "Binnenband", false],
    ["Kitchen World", "Coffee machine", false],
    ["Cloud Nine Hosting", "Team plan", false],
  ])("%s selling %s: %s", (merchant, item, sellsFood) => {
    expect(fromText(`Seller: ${merchant}\nDate: 2025-02-03\n${item}   5,00 €\nTotal 5,00 €`)?.sellsFood).toBe(
      sellsFood,
    );
  });
});

describe("hostile texts", () => {
  const pieces = [
    ..."1 . , $ - @ # ( [ = * _ à ß".split(" "),
    ..."1 |1.|1,|1 2|1,111|1'111|11:11 |12/12/|jan 1 |total |tax |from: |your |Your A |order |payment to |you paid |A. |Ab |A, |www.|a@b.|2 x |9.99 |s.r.l |thank you for your order at ".split(
      "|",
    ),
  ];

  it.each(someOf("hostile", pieces, 8))("made of %j take time in proportion to their length", async (piece) => {
    const line = piece.repeat(Math.ceil(390 / piece.length));
    const read = (text: string) =>
      fromText(`www.greenfork.com\n${text}`, { name: piece.repeat(50), address: "a@b.com", subject: piece.repeat(50) });
    await expectLinear((chars) => read(piece.repeat(chars / piece.length)), 50_000);
    await expectLinear((lines) => read(`${line}\n`.repeat(lines)), 125);
  });

  it("give a valid receipt or none", () => {
    const piece = fc.oneof(
      fc.constantFrom(...pieces, "\n", "   ", "Total ", "€", "2025-03-04", "Ltd"),
      fc.string({ maxLength: 8, unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
        fromText(parts.join(""), {
          name: "Lucky Fern",
          address: "hi@luckyfern.com",
          date: "Tue, 4 Mar 2025 10:00:00 +0000",
        });
      }),
      { numRuns: isWhole("hostile") ? 500 : 150 },
    );
  });
});
