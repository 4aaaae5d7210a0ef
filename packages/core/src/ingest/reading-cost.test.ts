/** What a stranger can make the reading of a mail cost: it grows with the length of the mail and not with its square. */
import { it } from "vitest";
import { expectLinear } from "#testing/growth";
import { someOf } from "#testing/sampled";
import { reservationsIn, reservationsInJson } from "./booking-schema.ts";
import { classify } from "./classify.ts";
import { extractReceipt } from "./receipts/receipt.ts";

/** Pieces that many patterns begin to match and none does, with what may stand before them. */
const pieces: [before: string, piece: string][] = [
  ["On 5 May wrote\n", "\n"],
  ["", ">"],
  ["", "-"],
  ["", " \n"],
  ["", "a."],
  ["", "1 "],
  ["", "1,111 "],
  ["", "1"],
  ["", "1 111 "],
  ["", "$1 "],
  ["", "12.12."],
  ["", "11:11 "],
  ["", "@a"],
  ["", "from a to "],
  ["", "Sas, "],
  ["", "Gmbh "],
  ["qty ", " "],
  ["", "total "],
  ["", "total 1.00\n"],
  ["", "visa 1.01\n"],
  ["", "A a "],
  ["", "order "],
  ["", "your order was "],
  ["", "booking reference "],
  ["", "departure "],
  ["", "check-in "],
  ["", "table for 1 "],
  ["", "zahlung wird "],
  ["", "итого "],
  ["", "合計"],
  ["", "١"],
  ["", "İ"],
];

function read(text: string, subject: string) {
  const email = {
    from: { name: text.slice(0, 200), address: "a@b.example" },
    ...{ to: [], subject, date: null, text, headers: {}, forwarded: [], attachments: [], html: "" },
  };
  classify(email, text);
  extractReceipt({ email, texts: [text] });
}

/** The length of the shortest text; the longest is four times as long. */
const chars = 8_000;

it.each(["Re: Your receipt", "Fwd: Your receipt", "Your receipt"])("of a mail with the subject %j", async (subject) => {
  for (const [before, piece] of someOf("slow", pieces, 12)) {
    const text = (length: number) => before + piece.repeat(Math.ceil(length / piece.length));
    await expectLinear((length) => read(text(length), subject), chars, JSON.stringify(piece));
  }
});

it("of markup that begins and does not end", async () => {
  for (const piece of [" ", "/* ", "]]", ", ", "<div itemscope>", '<b itemprop="name">', "{", "\n"]) {
    const html = (length: number) =>
      `<i>reservation</i><script type="application/ld+json">x${piece.repeat(length / piece.length)}x`;
    await expectLinear((length) => reservationsIn(html(length)), chars * 4, JSON.stringify(piece));
  }
});

it("of markup that is long and goes deep", async () => {
  const inItem = (html: string) => `<i>reservation</i><div itemscope itemtype="FlightReservation">${html}`;
  const nested = (head: string, length: number) =>
    `${head.repeat(length / head.length)}1${"}".repeat(length / head.length)}`;
  const readers: Record<string, (length: number) => unknown> = {
    elements: (length) => reservationsIn(inItem("<b>".repeat(length / 3))),
    names: (length) => reservationsIn(inItem(`<meta itemprop="${"a ".repeat(length / 2)}" content="x">`)),
    properties: (length) => reservationsIn(inItem("<meta itemprop=a content=x>".repeat(length / 27))),
    packages: (length) =>
      reservationsInJson(nested('{"@type":"ReservationPackage","reservationStatus":"cancel","a":', length * 2)),
    references: (length) =>
      reservationsInJson(
        JSON.stringify([
          { "@id": "x", eventStatus: "x".repeat(length * 4) },
          ...Array.from({ length: length / 30 }, () => ({
            "@type": "EventReservation",
            reservationFor: { "@id": "x" },
          })),
        ]),
      ),
  };
  for (const [name, read] of Object.entries(readers)) {
    await expectLinear(read, chars * 4, name);
  }
});
