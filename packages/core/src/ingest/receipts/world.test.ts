/** Mails of many countries, from their bytes to what is booked: the sum with its currency, or nothing without asking a person. */
import { describe, expect, it } from "vitest";
import { readMailContents } from "../mail-contents.ts";

const now = new Date("2025-03-10T12:00:00Z");
/** Below this confidence a person is asked. */
const bookedFrom = 0.65;

interface Mail {
  from?: string;
  subject?: string;
  /** The currency of the reader's account. */
  own?: string;
}

/** “EUR 555” for what is booked, “asked” for a receipt that a person has to check, else the kind of the mail. */
async function booked(body: string, { from, subject, own = "EUR" }: Mail) {
  const isHtml = body.startsWith("<");
  const raw = [
    ...(from ? [`From: ${from}`] : []),
    ...(subject ? [`Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`] : []),
    "To: Anna Berg <anna@in.example>\r\nDate: Mon, 3 Mar 2025 18:30:00 +0100\r\nMIME-Version: 1.0",
    `Content-Type: text/${isHtml ? "html" : "plain"}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n`,
    Buffer.from(body).toString("base64"),
  ].join("\r\n");
  const contents = await readMailContents(Buffer.from(raw), { now, defaultCurrency: own === "" ? undefined : own });
  if (contents.kind !== "receipt") return contents.kind;
  const { receipt, confidence } = contents;
  const isSure = receipt && Math.min(receipt.confidence, confidence) >= bookedFrom && receipt.totalCents > 0;
  return isSure ? `${receipt.currency} ${receipt.totalCents} ${receipt.merchant}` : "asked";
}
const table = (...rows: string[][]) =>
  `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;

describe("the photographed or forwarded receipt of a till names its shop, sum and currency, with a sender and without", () => {
  it.each([
    [
      "de",
      "EUR 555 Ecklager",
      "Ecklager GmbH\nHauptstr. 5\n50667 Köln\nMilch 1,99 B\nBrot 3,56 B\nSUMME EUR 5,55\nGeg. BAR EUR 10,00\nRückgeld BAR EUR 4,45\n03.03.2025 18:12 Bon-Nr.:1234\nB= 7,0% 5,19 0,36 5,55",
    ],
    [
      "de",
      "EUR 290 fx-drogerie",
      "fx-drogerie markt\n03.03.2025  14:11\nZahnpasta   1,95 1\nSeife   0,95 1\nSUMME EUR   2,90\nVISA EUR   2,90",
    ],
    [
      "cs",
      "CZK 9480 LUNA",
      "LUNA\nMáslo 54,90 A\nChléb 39,90 A\nCELKEM 94,80\nPlatební karta 94,80\nDIČ CZ26178541\n03.03.2025 19:45",
    ],
    [
      "fr",
      "EUR 245 EPICERIE",
      "EPICERIE DU COIN\nLait 1,35\nPain 1,10\nTOTAL A PAYER 2,45 EUR\nESPECES 5,00\nRENDU MONNAIE 2,55\nLe 03/03/2025 à 18:05",
    ],
    [
      "it",
      "EUR 270 BAR LUNA",
      "BAR LUNA\nVia Roma 1 Milano\nP.IVA 01234567890\nCAFFE' 1,20\nCORNETTO 1,50\nTOTALE COMPLESSIVO 2,70\ndi cui IVA 0,25\nPagamento contante 2,70\n03-03-2025 08:31",
    ],
    [
      "es",
      "EUR 215 FRESCO",
      "FRESCO S.A.\nLECHE 1,20\nPAN 0,95\nTOTAL (€) 2,15\nTARJETA BANCARIA 2,15\n03/03/2025 19:02\nFACTURA SIMPLIFICADA 1234-012-9999",
    ],
    [
      "pl",
      "PLN 699 ROPUCHA",
      "ROPUCHA POLSKA\nPARAGON FISKALNY\nKAWA 1 x 6,99 6,99A\nSPRZEDAŻ OPODATKOWANA A 6,99\nPTU A 23% 1,31\nSUMA PTU 1,31\nSUMA PLN 6,99\nKARTA 6,99\n03-03-2025",
    ],
    ["nl", "EUR 378 Jan Visser", "Jan Visser 1234\nMELK 1,29\nBROOD 2,49\nTOTAAL 3,78\nPINNEN 3,78\n03-03-2025 18:22"],
    ["pt", "EUR 209 Doce Vila", "Doce Vila\nLEITE 0,89\nPAO 1,20\nTOTAL A PAGAR 2,09\nMULTIBANCO 2,09\n03/03/2025"],
    ["sv", "SEK 4580 Nära", "Nära Livs\nMjölk 15,90\nBröd 29,90\nTotalt 45,80 SEK\nKontokort 45,80\n2025-03-03 17:12"],
    ["tr", "TRY 5590 LALE", "LALE\nSUT 45,90\nEKMEK 10,00\nTOPLAM 55,90 TL\nKREDI KARTI 55,90\n03.03.2025"],
    [
      "hu",
      "HUF 124900 Tavasz",
      "Tavasz Bolt\nTej 399 Ft\nKenyér 850 Ft\nÖSSZESEN: 1 249 Ft\nBANKKÁRTYA 1 249 Ft\n2025.03.03. 18:11",
    ],
    [
      "ru",
      "RUB 13490 Ромашка",
      "Ромашка\nКАССОВЫЙ ЧЕК\nМолоко 89,90\nХлеб 45,00\nИТОГ 134,90 ₽\nБЕЗНАЛИЧНЫМИ 134,90\n03.03.2025 18:10",
    ],
    ["el", "EUR 270 Ελιά", "Ελιά\nΑΠΟΔΕΙΞΗ\nΓάλα 1,50 €\nΨωμί 1,20 €\nΣΥΝΟΛΟ 2,70 €\nΚΑΡΤΑ 2,70 €\n03/03/2025"],
    [
      "ja",
      "JPY 280 すみれ",
      "すみれ商店\n領収書\n2025年3月3日 12:10\nおにぎり ¥150\nお茶 ¥130\n合計 ¥280\nお預り ¥500\nお釣り ¥220",
    ],
    ["zh", "CNY 2800 小店", "小店茶行\n收据\n茶 ¥28.00\n合计 ¥28.00\n微信支付 ¥28.00\n2025年3月3日"],
    ["ko", "KRW 4500 하늘", "하늘카페\n영수증\n커피 4,500원\n합계 4,500원\n카드결제 4,500원\n2025-03-03"],
  ])("%s: %s", async (_, expected, body) => {
    expect(await booked(body, {})).toContain(expected);
    expect(await booked(body, { from: "Anna Berg <anna.berg@gmail.com>" })).toContain(expected);
  });
});

describe("what a sum is worth", () => {
  const paid = (sum: string) => `Thank you for your purchase\nLamp ${sum}\nTotal paid ${sum}\nPaid by card`;
  it.each<[string, string, Mail?]>([
    ["R450", "ZAR 45000", { own: "USD" }],
    ["R 450", "ZAR 45000"],
    ["R1 250,00", "ZAR 125000"],
    ["R$ 1.249,90", "BRL 124990"],
    ["RM 18.50", "MYR 1850"],
    ["CHF 1'249.50", "CHF 124950"],
    ["CHF 1’249.50", "CHF 124950"],
    ["₹1,24,900.00", "INR 12490000"],
    ["₹12,24,900", "INR 122490000"],
    ["١٬٢٤٩٫٥٠ SAR", "SAR 124950"],
    ["۱٬۲۴۹٫۵۰ USD", "USD 124950"],
    ["￥１，２００ JPY", "JPY 1200"],
    ["KWD 1.250", "KWD 1250"],
    ["1,250 DT", "TND 1250"],
    ["EUR 1.249,—", "EUR 124900"],
    ["1.249,– €", "EUR 124900"],
    ["4,500원", "KRW 4500"],
    ["249.000 ₫", "VND 249000"],
    ["1\u202f249,50\u00a0€", "EUR 124950"],
    // Marks that several countries share are decided by a country, a language or the reader's own currency, else by a person.
    ["450 kr", "SEK 45000", { from: "Lamp <info@lampa.se>" }],
    ["450 kr", "NOK 45000", { own: "NOK" }],
    ["450 kr", "asked"],
    ["Rs. 1,249", "PKR 124900", { from: "Lamp <info@lamp.pk>" }],
    ["Rs. 1,249", "INR 124900", { own: "INR" }],
    ["Rs. 1,249", "asked"],
    ["¥1,200", "JPY 1200", { from: "Lamp <info@lamp.jp>" }],
    ["¥1,200", "asked"],
    ["$450.00", "AUD 45000", { own: "AUD" }],
    ["$450.00", "MXN 45000", { from: "Lamp <info@lamp.mx>" }],
    ["$450.00", "USD 45000"],
    ["12.00", "EUR 1200"],
    ["12.00", "asked", { own: "" }],
  ])("%s is %s of %j", async (sum, expected, mail = {}) => {
    expect(await booked(paid(sum), { from: "Lamp <info@lamp.example>", subject: "Your receipt", ...mail })).toContain(
      expected,
    );
  });

  it.each([
    [
      "of two currencies is the one that was paid",
      "Order total: USD 50.00\nYou paid: EUR 46.20\nPaid with Visa",
      "EUR 4620",
    ],
    [
      "of an order of which a part was paid is that part",
      "Payment received\nDeposit paid $200.00\nOrder total $800.00\nBalance due $600.00",
      "USD 20000",
    ],
    [
      "after a discount with a sign of its own",
      "Table 100,00 €\nDiscount −20,00 €\nTotal 80,00 €\nPaid by card 80,00 €",
      "EUR 8000",
    ],
    ["of an invoice that was paid by card", "Rechnung\nAbo 13,99 €\nGesamt 13,99 €\nBezahlt mit Visa 1234", "EUR 1399"],
    ["of a donation", "Spendenquittung\nSpendenbetrag: 50,00 €\nDatum: 03.03.2025\nBezahlt mit PayPal", "EUR 5000"],
    [
      "of a gift card that was bought",
      "Thank you for your purchase\nGift card $25.00\nOrder total $25.00\nPaid with Visa $25.00",
      "USD 2500",
    ],
    [
      "of a subscription that will go on",
      "Receipt\nPremium $9.99\nTotal $9.99\nPaid with Visa\nYour plan renews on April 3, 2025",
      "USD 999",
    ],
    [
      "of an order that will be sent later",
      "Thank you for your order!\nWe will email you when your order has shipped.\nLamp $45.00\nOrder total $45.00\nPaid with Visa",
      "USD 4500",
    ],
    [
      "of a meal that was delivered",
      "Your order was delivered. Here is your receipt.\nBowl £9.50\nDelivery fee £1.99\nTotal £11.49\nPaid with Visa £11.49",
      "GBP 1149",
    ],
  ])("%s", async (_, body, expected) => {
    expect(await booked(body, { from: "Lamp <info@lamp.example>", subject: "Your order" })).toContain(expected);
  });
});

describe("the confirmation of an order in a table", () => {
  it.each([
    [
      "es",
      "EUR 3390",
      "Confirmación de tu pedido",
      [
        ["Gracias por tu compra"],
        ["Camisa", "29,95 €"],
        ["Gastos de envío", "3,95 €"],
        ["Total", "33,90 €"],
        ["Pagado con Visa", "33,90 €"],
      ],
    ],
    [
      "it",
      "EUR 2290",
      "Conferma ordine 5512",
      [
        ["Grazie per il tuo ordine"],
        ["Libro", "18,00 €"],
        ["Spedizione", "4,90 €"],
        ["Totale", "22,90 €"],
        ["Metodo di pagamento", "PayPal"],
      ],
    ],
    [
      "pl",
      "PLN 6297",
      "Potwierdzenie zamówienia 77",
      [
        ["Kubek", "2 szt.", "49,98 zł"],
        ["Dostawa", "", "12,99 zł"],
        ["Razem", "", "62,97 zł"],
        ["Zapłacono", "BLIK", "62,97 zł"],
      ],
    ],
    [
      "cs",
      "CZK 42800",
      "Potvrzení objednávky 2025001",
      [
        ["Kniha", "1 ks", "349 Kč"],
        ["Doprava", "", "79 Kč"],
        ["Celkem", "", "428 Kč"],
        ["Zaplaceno kartou", "", "428 Kč"],
      ],
    ],
    [
      "sk",
      "EUR 124950",
      "Potvrdenie objednávky",
      [
        ["Ďakujeme za objednávku"],
        ["Bicykel", "1 249,50 €"],
        ["Spolu", "1 249,50 €"],
        ["Zaplatené kartou", "1 249,50 €"],
      ],
    ],
    [
      "nl",
      "EUR 1999",
      "Bedankt voor je bestelling",
      [
        ["Boek", "€ 19,99"],
        ["Verzendkosten", "€ 0,00"],
        ["Totaal", "€ 19,99"],
        ["Betaald met iDEAL", "€ 19,99"],
      ],
    ],
    [
      "pt",
      "EUR 1800",
      "Confirmação da encomenda 12",
      [
        ["Livro", "15,00 €"],
        ["Portes", "3,00 €"],
        ["Total", "18,00 €"],
        ["Pago com MB Way", "18,00 €"],
      ],
    ],
    [
      "sv",
      "SEK 28800",
      "Orderbekräftelse 8812",
      [
        ["Bok", "249 kr"],
        ["Frakt", "39 kr"],
        ["Totalt", "288 kr"],
        ["Betalt med Swish", "288 kr"],
      ],
    ],
    [
      "nb",
      "NOK 28800",
      "Ordrebekreftelse 55",
      [
        ["Takk for din bestilling"],
        ["Bok", "kr 249,00"],
        ["Frakt", "kr 39,00"],
        ["Totalt", "kr 288,00"],
        ["Betalt med kort", "kr 288,00"],
      ],
    ],
    [
      "fi",
      "EUR 2980",
      "Tilausvahvistus 55",
      [
        ["Kiitos tilauksestasi"],
        ["Kirja", "24,90 €"],
        ["Toimitus", "4,90 €"],
        ["Yhteensä", "29,80 €"],
        ["Maksettu", "29,80 €"],
      ],
    ],
    [
      "hu",
      "HUF 628000",
      "Rendelés visszaigazolás",
      [
        ["Könyv", "4 990 Ft"],
        ["Szállítás", "1 290 Ft"],
        ["Összesen", "6 280 Ft"],
        ["Fizetve bankkártyával", "6 280 Ft"],
      ],
    ],
    [
      "tr",
      "TRY 17980",
      "Siparişiniz alındı",
      [
        ["Kitap", "149,90 TL"],
        ["Kargo", "29,90 TL"],
        ["Genel Toplam", "179,80 TL"],
        ["Kredi kartı ile ödendi", "179,80 TL"],
      ],
    ],
    [
      "uk",
      "UAH 3990",
      "Ваше замовлення",
      [
        ["Молоко", "39,90 грн"],
        ["Разом", "39,90 грн"],
        ["Сплачено карткою", "39,90 грн"],
      ],
    ],
    [
      "he",
      "ILS 690",
      "קבלה",
      [
        ["חלב", "₪6.90"],
        ['סה"כ', "₪6.90"],
        ["שולם בכרטיס אשראי", "₪6.90"],
      ],
    ],
    [
      "ar",
      "SAR 12550",
      "إيصال الدفع",
      [["شكرا لشرائك"], ["كتاب", "١٢٥٫٥٠ ر.س"], ["الإجمالي", "١٢٥٫٥٠ ر.س"], ["تم الدفع بالبطاقة", "١٢٥٫٥٠ ر.س"]],
    ],
  ])("%s: %s", async (language, expected, subject, rows) => {
    expect(
      await booked(table(...rows), { subject, from: `Shop <info@buchladen.${language === "nb" ? "no" : "example"}>` }),
    ).toContain(expected);
  });
});
