/** The normalized booking of a mail, whatever form it came in. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type MailPart, mailOfParts } from "#testing/mail";
import { type Booking, bookingsSchema, cleanTime, distinctBookings } from "./bookings.ts";
import { classify } from "./classify.ts";
import { parseEmail } from "./mime.ts";
import { readableTexts } from "./receipts/texts.ts";

const raw = (subject: string, ...parts: MailPart[]) =>
  Buffer.from(mailOfParts('"Lucky Fern Travel" <info@luckyfern.example>', subject, parts));
async function read(subject: string, ...parts: MailPart[]) {
  const email = await parseEmail(raw(subject, ...parts));
  return classify(email, (await readableTexts(email)).texts.join("\n\n"));
}
const text = (content: string): MailPart => ({ type: "text/plain", content });
const markup = (value: unknown): MailPart => ({
  type: "text/html",
  content: `<p>At a glance</p><script type="application/ld+json">${JSON.stringify(value)}</script>`,
});
const flight = (rest: object = {}) => ({
  "@type": "FlightReservation",
  reservationNumber: "QX12ZZ",
  underName: { name: "A. Muster" },
  reservationFor: {
    flightNumber: "77",
    airline: { name: "Fern Air", iataCode: "FA" },
    departureAirport: { iataCode: "HAM" },
    arrivalAirport: { iataCode: "PRG" },
    departureTime: "2027-03-04T08:15:00+01:00",
    arrivalTime: "2027-03-04T09:40:00+01:00",
  },
  ...rest,
});
const known = {
  kind: "flight",
  status: "confirmed",
  name: "FA 77",
  provider: "Fern Air",
  reference: "QX12ZZ",
  start: "2027-03-04T08:15:00+01:00",
  end: "2027-03-04T09:40:00+01:00",
  place: "HAM – PRG",
  persons: ["A. Muster"],
};
const entry = (...lines: string[]): MailPart => ({
  type: "text/calendar",
  content: ["BEGIN:VCALENDAR", "METHOD:PUBLISH", "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\r\n"),
});

describe("the booking of a mail", () => {
  it("is read from its markup", async () => {
    const { kind, bookings } = await read("Your flight", markup(flight()));
    expect({ kind, bookings }).toEqual({ kind: "booking", bookings: [known] });
  });

  it("is merged with the same booking in a pass", async () => {
    const pass = {
      organizationName: "Fern Air",
      relevantDate: "2027-03-04T08:15:00+01:00",
      boardingPass: {
        transitType: "PKTransitTypeAir",
        primaryFields: [
          { key: "from", value: "HAM" },
          { key: "to", value: "PRG" },
        ],
        secondaryFields: [{ key: "passenger", label: "Passenger", value: "A. Muster" }],
        backFields: [{ key: "pnr", label: "Booking reference", value: "QX12ZZ" }],
      },
    };
    const file = zipSync({ "pass.json": strToU8(JSON.stringify(pass)) });
    const wallet = { type: "application/vnd.apple.pkpass", content: file, name: "a.pkpass" };
    expect((await read("Your flight", markup(flight()), wallet)).bookings).toEqual([known]);
    expect((await read("Boarding", text("Have a good flight."), wallet)).bookings).toMatchObject([
      { kind: "flight", reference: "QX12ZZ", place: "HAM – PRG", persons: ["A. Muster"] },
    ]);
  });

  it.each([
    ["by its markup", "For you", flight({ reservationStatus: "https://schema.org/ReservationCancelled" })],
    ["by its words, with the markup of before", "Your flight has been cancelled", flight()],
  ])("is called off %s", async (_, subject, value) => {
    const { kind, bookings } = await read(subject, markup(value));
    expect({ kind, bookings }).toEqual({ kind: "other", bookings: [{ ...known, status: "cancelled" }] });
  });

  it("is read from a calendar entry, in the time of its zone", async () => {
    const { kind, bookings } = await read(
      "Hotel Adler",
      text("Attached"),
      entry(
        "SUMMARY:Hotel Adler",
        "DTSTART;TZID=Europe/Prague:20270704T150000",
        "DTEND:20270706T090000Z",
        "LOCATION:Ulm\\, Markt 1",
        "DESCRIPTION:Booking number: HA77123\\nCheck-in from 15:00",
      ),
    );
    expect(kind).toBe("booking");
    expect(bookings).toMatchObject([
      {
        kind: "lodging",
        name: "Hotel Adler",
        reference: "HA77123",
        start: "2027-07-04T15:00:00+02:00",
        end: "2027-07-06T09:00:00Z",
        place: "Ulm, Markt 1",
      },
    ]);
  });

  it("is empty for a meeting, another entry, a review or a receipt", async () => {
    const meeting = entry("SUMMARY:Team meeting about the train", "DTSTART:20270304T090000Z");
    expect((await read("Invitation", text("Join"), meeting)).bookings).toEqual([]);
    expect((await read("A date", text("Cake!"), entry("SUMMARY:Mum's birthday", "DTSTART:20270304"))).bookings).toEqual(
      [],
    );
    expect((await read("How was your flight?", markup(flight()))).bookings).toEqual([]);
    expect((await read("Receipt", text("Fern  9.00 EUR\nTotal  9.00 EUR\nPaid by card"))).bookings).toEqual([]);
  });

  it.each<[string, string, string, Partial<Booking>]>([
    [
      "Czech",
      "Jízdenka 77",
      "Rezervace č. AB12345\nOdjezd: Olomouc 04.03.2027 08:15  vůz 3, místo 41\nPříjezd: Brno 10:45\nCelkem 245 Kč",
      { kind: "train", reference: "AB12345", start: "2027-03-04T08:15", end: "2027-03-04T10:45" },
    ],
    [
      "Czech, a flight",
      "Letenka",
      "Odlet: Praha 08:15, 4.3.2027\nPřílet: Řím 10:05\nCelkem 2 450 Kč",
      { kind: "flight", start: "2027-03-04T08:15", end: "2027-03-04T10:05" },
    ],
    [
      "Czech, a stay",
      "Rezervace potvrzena",
      "Hotel Beránek\nPříjezd: 4. 3. 2027\nOdjezd: 6. 3. 2027\n2 noci, pokoj 12\nCelkem k úhradě 3 400 Kč",
      { kind: "lodging", start: "2027-03-04", end: "2027-03-06" },
    ],
    [
      "German",
      "Ihre Buchungsbestätigung",
      "Buchungsnummer: QX12ZZ\nAbfahrt: Kassel 04.03.2027 08:15, Gleis 7\nAnkunft: Ulm 11:45\nWagen 21, Platz 34",
      { kind: "train", reference: "QX12ZZ", start: "2027-03-04T08:15", end: "2027-03-04T11:45" },
    ],
    [
      "French",
      "Confirmation de réservation",
      "Hôtel du Parc\nArrivée : 4 mars 2027\nDépart : 6 mars 2027\n2 nuits, chambre double",
      { kind: "lodging", start: "2027-03-04", end: "2027-03-06" },
    ],
    [
      "English",
      "Bus ticket 4711",
      "Your coach ticket\nBooking reference: QX12ZZ\nDeparture: Prague 4 March 2027 08:15, seat 41\nArrival: Brno 10:45",
      { kind: "bus", reference: "QX12ZZ", start: "2027-03-04T08:15", end: "2027-03-04T10:45" },
    ],
    [
      "English, a table",
      "You are all set",
      "Table for 2 on 4 March 2027 at 19:30. Free cancellation until noon.",
      { kind: "restaurant", start: "2027-03-04T19:30", end: null },
    ],
    [
      "English, a table in the evening",
      "Your reservation at Green Fork",
      "Green Fork\nTable for 4 on Saturday, December 12, 2026 at 7:30 PM\nConfirmation #12345",
      { kind: "restaurant", reference: "12345", start: "2026-12-12T19:30" },
    ],
    [
      "English, a flight by its airports",
      "Travel itinerary",
      "Reservation number: QX12ZZ\nDeparture: Prague (PRG) 12 Dec 2026 06:15\nArrival: Dublin (DUB) 12 Dec 2026 07:55",
      { kind: "flight", reference: "QX12ZZ", start: "2026-12-12T06:15", end: "2026-12-12T07:55" },
    ],
    [
      "English, a car",
      "Your reservation confirmation",
      "Reservation number: 9912345678\nPick-up: Airport, 12 December 2026 10:00\nDrop-off: Airport, 14 December 2026 09:00\nRental car",
      { kind: "rental_car", reference: "9912345678", start: "2026-12-12T10:00", end: "2026-12-14T09:00" },
    ],
    [
      "Hungarian, with a point behind the day",
      "Menetjegy",
      "Vonatjegy\nIndulás: Budapest 2026.12.12. 08:15\nÉrkezés: Győr 09:30\nKocsi 12, ülőhely 41",
      { kind: "train", start: "2026-12-12T08:15", end: "2026-12-12T09:30" },
    ],
    [
      "French",
      "Confirmation de votre voyage",
      "Référence dossier : QXZRTA\nDépart : Paris le 12/12/2026 à 08h15\nArrivée : Lyon à 10h12\nVoiture 3, place 41",
      { kind: "train", reference: "QXZRTA", start: "2026-12-12T08:15", end: "2026-12-12T10:12" },
    ],
    [
      "Polish",
      "Twój bilet",
      "Bilet kolejowy\nOdjazd: Kraków 2026-12-12 08:15\nPrzyjazd: Warszawa 2026-12-12 10:40\nWagon 4, miejsce 51",
      { kind: "train", start: "2026-12-12T08:15", end: "2026-12-12T10:40" },
    ],
    [
      "German, a concert",
      "Ihre Eintrittskarten",
      "Konzert: Fern Orchestra\n12. Dezember 2026, Beginn 20:00\nReihe 4, Platz 11",
      { kind: "event", start: "2026-12-12T20:00" },
    ],
    [
      "English, a ferry",
      "Booking confirmation",
      "Booking reference: 31234567\nFerry\nDeparture: Dover 12 December 2026 08:15\nArrival: Calais 12 December 2026 10:45",
      { kind: "boat", reference: "31234567", start: "2026-12-12T08:15", end: "2026-12-12T10:45" },
    ],
    [
      "English, with days that could be months",
      "Booking confirmed",
      "Hotel Fern\nCheck-in: 04/03/2027\nCheck-out: 06/03/2027\n2 nights, double room\nBooking reference: QX12ZZ",
      { kind: "lodging", reference: "QX12ZZ", start: null, end: null },
    ],
  ])("is read out of words: %s", async (_, subject, words, expected) => {
    const { kind, bookings } = await read(subject, text(words));
    expect(kind).toBe("booking");
    expect(bookings).toMatchObject([{ status: "confirmed", provider: "Lucky Fern Travel", ...expected }]);
  });

  it.each([
    ["Departure: $9.00 on 4 March 2027 from Prague"],
    ["Train ticket 4 March 2027\n1 x Adult fare $9.00\nTotal 9.00 USD"],
    ["Train ticket 4 March 2027\nAdult 9.00 EUR\nSeat 41 €1.20"],
    ["Train ticket, 4 March 2027\nCelkem 12.50 Kč\nkr 10.30, ₹ 11.40, 08.15 zł"],
    ["Train ticket, 4 March 2027\nAdult  9.00\nTotal  9.00"],
  ])("has no time that is an amount of money: %s", async (words) => {
    const { bookings } = await read(
      "Your train ticket, booking confirmed",
      text(`Booking reference: QX12ZZ\n${words}`),
    );
    expect(bookings).toMatchObject([{ start: "2027-03-04", end: null }]);
  });

  it.each([
    ["Train ticket\nAdult 9.00 EUR\nDeparture: Prague 4 March 2027 08.15", "08:15"],
    ["Jegy\nAdult 9.00\n4 March 2027 kl. 08.15, seat 41", "08:15"],
    ["Total 9.00\nSaturday 4 March 2027 19.30, 2 x $10.00", "19:30"],
    ["Total 9.00 EUR\n4 March 2027\n19.30 Uhr", "19:30"],
  ])("has a time that is printed with a point, beside its price: %s", async (words, time) => {
    const { bookings } = await read(
      "Your train ticket, booking confirmed",
      text(`Booking reference: QX12ZZ\n${words}`),
    );
    expect(bookings).toMatchObject([{ start: `2027-03-04T${time}` }]);
  });
});

describe("the shape of a booking", () => {
  it("holds whatever a sender writes, within its limits", async () => {
    const long = "Ж".repeat(300);
    const hostile = Array.from({ length: 30 }, (_, index) =>
      flight({
        reservationNumber: `${index}${long}`,
        underName: Array.from({ length: 12 }, () => ({ name: `\u0000${long}\ud800` })),
        reservationFor: {
          flightNumber: long,
          airline: { name: long },
          departureTime: "2027-02-30T08:15",
          arrivalAirport: { name: long },
        },
      }),
    );
    const { bookings } = await read("Your flights", markup(hostile));
    expect(z.safeParse(bookingsSchema, bookings).success).toBe(true);
    expect(bookings).toHaveLength(20);
    expect(bookings[0]).toMatchObject({ start: null });
    expect(bookings[0]!.persons).toHaveLength(10);
    expect(JSON.stringify(bookings)).not.toMatch(/\\u0000|\\ud800/);
  });

  it("is the same whatever a sender calls properties, types and means of transport", async () => {
    const deep = `${'{"@value":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const hostile = [
      `{"@type":["__proto__","constructor","toString"],"reservationNumber":"1"}`,
      JSON.stringify(flight({ reservationNumber: 0 })).replace(`"reservationNumber":0`, `"reservationNumber":${deep}`),
    ];
    const properties = ["__proto__", "constructor", "@type"].map((name) => `<meta itemprop="${name}" content="x">`);
    const html = [
      ...hostile.map((json) => `<script type="application/ld+json">${json}</script>`),
      `<div itemscope itemtype="http://schema.org/FlightReservation">${properties.join("")}`,
      '<meta itemprop="reservationNumber" content="QX12ZY"></div>',
    ].join("");
    const pass = { boardingPass: { transitType: "constructor", primaryFields: [] } };
    const pkpass = zipSync({ "pass.json": strToU8(JSON.stringify(pass)) });
    const { bookings } = await read(
      "Your flights",
      { type: "text/html", content: html },
      { type: "application/vnd.apple.pkpass", content: pkpass, name: "a.pkpass" },
    );
    expect(z.safeParse(bookingsSchema, bookings).success).toBe(true);
    expect(bookings.map(({ reference }) => reference)).toEqual(expect.arrayContaining([null, "QX12ZY"]));
  });

  it("accepts days and times that exist", () => {
    for (const time of ["2028-02-29", "2027-03-04T08:15", "2027-03-04T08:15:00Z", "2027-03-04T08:15:00.5+0100"])
      expect(cleanTime(time)).toBe(time);
    for (const time of [
      "2027-02-29",
      "2027-03-04T24:30",
      "04.03.2027",
      "",
      "2027-03-04 08:15",
      "2027-03-04T08:15:60",
      "2027-03-04T08:15+15:00",
      "2027-03-04T08:15-01:75",
    ])
      expect(cleanTime(time)).toBe(null);
  });

  it("keeps two journeys with the same reference apart", () => {
    const there: Booking = { ...(known as Booking) };
    const back: Booking = { ...there, start: "2027-03-06T08:15:00+01:00", end: null, place: "PRG – HAM" };
    expect(distinctBookings([there, back, { ...there, persons: ["B. Muster"] }])).toEqual([
      { ...there, persons: ["A. Muster", "B. Muster"] },
      back,
    ]);
  });
});
