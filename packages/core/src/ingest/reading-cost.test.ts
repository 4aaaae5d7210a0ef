/** The cost of reading a mail from a stranger grows with its length and not with the square of its length. */
import { expect, it } from "vitest";
import { reservationsIn, reservationsInJson } from "./booking-schema.ts";
import { classify } from "./classify.ts";
import { extractReceipt } from "./receipts/receipt.ts";

/** Pieces that many patterns begin to match but none completes, with the text before them. */
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

/** The least processor time of three runs in microseconds, which other work on the machine does not affect. */
function costOf(work: () => void): number {
  const costs = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user;
  });
  return Math.min(...costs);
}

const chars = 8_000;
const grown = 4;
/** Quadratic time would be 16 times as much; below the floor the measurement is too inaccurate. */
const [mostTimes, floorMicros] = [9, 10_000];

it.each(["Re: Your receipt", "Fwd: Your receipt", "Your receipt"])("of a mail with the subject %j", (subject) => {
  for (const [before, piece] of pieces) {
    const text = (length: number) => before + piece.repeat(Math.ceil(length / piece.length));
    const short = costOf(() => read(text(chars), subject));
    const long = costOf(() => read(text(chars * grown), subject));
    expect(long / Math.max(short, floorMicros), JSON.stringify(piece)).toBeLessThan(mostTimes);
  }
});

it("of markup that begins and does not end", () => {
  for (const piece of [" ", "/* ", "]]", ", ", "<div itemscope>", '<b itemprop="name">', "{", "\n"]) {
    const html = (length: number) =>
      `<i>reservation</i><script type="application/ld+json">x${piece.repeat(length / piece.length)}x`;
    const short = costOf(() => reservationsIn(html(chars * 4)));
    const long = costOf(() => reservationsIn(html(chars * 4 * grown)));
    expect(long / Math.max(short, floorMicros), JSON.stringify(piece)).toBeLessThan(mostTimes);
  }
});

it("of markup that is long and deeply nested", () => {
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
    const short = costOf(() => read(chars * 4));
    const long = costOf(() => read(chars * 4 * grown));
    expect(long / Math.max(short, floorMicros), name).toBeLessThan(mostTimes);
  }
});
