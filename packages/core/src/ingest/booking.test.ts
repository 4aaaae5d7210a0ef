/** Which mails are bookings, across senders and languages, tested with whole messages. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { type MailPart, mailOfParts } from "#testing/mail";
import { slow } from "#testing/slow";
import { passesIn } from "./booking-pass.ts";
import { reservationsIn } from "./booking-schema.ts";
import { classify } from "./classify.ts";
import { parseEmail } from "./mime.ts";
import { readableTexts } from "./receipts/texts.ts";

const message = (subject: string, ...parts: MailPart[]) => mailOfParts("info@example.com", subject, parts);

async function classified(raw: string | Buffer) {
  const email = await parseEmail(Buffer.from(raw));
  const { texts } = await readableTexts(email);
  return classify(email, texts.join("\n\n"));
}
const text = (content: string): MailPart => ({ type: "text/plain", content });
const html = (content: string): MailPart => ({ type: "text/html", content });
const jsonLd = (...values: unknown[]) =>
  html(
    `<p>All at a glance.</p>${values.map((one) => `<script type="application/ld+json">${typeof one === "string" ? one : JSON.stringify(one)}</script>`).join("")}`,
  );
const pass = (content: object, name = "pass.json") =>
  zipSync({ "icon.png": strToU8("x"), [name]: strToU8(JSON.stringify(content)) });
const wallet = (content: Uint8Array): MailPart => ({ type: "application/vnd.apple.pkpass", content, name: "a.pkpass" });
const calendar = (lines: string[], method = "PUBLISH"): MailPart => ({
  type: `text/calendar; method=${method}`,
  content: ["BEGIN:VCALENDAR", `METHOD:${method}`, "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join(
    "\r\n",
  ),
});

const reservation = (type: string, rest: object = {}) => ({
  "@context": "http://schema.org",
  "@type": type,
  reservationNumber: "QX12ZZ",
  ...rest,
});

describe("reservations for programs", () => {
  it.each(
    ["Flight", "Train", "Bus", "Boat", "Taxi", "RentalCar", "Lodging", "Event", "FoodEstablishment"].map((name) => [
      `${name}Reservation`,
    ]),
  )("make a booking of a mail with a %s in JSON-LD or microdata", async (type) => {
    expect((await classified(message("For you", jsonLd(reservation(type))))).kind).toBe("booking");
    const scope = `<div itemscope itemtype="https://schema.org/${type}"><meta itemprop="reservationNumber" content="QX12ZZ"></div>`;
    const { kind, bookings } = await classified(message("For you", html(scope)));
    expect(kind).toBe("booking");
    expect(bookings).toMatchObject([{ reference: "QX12ZZ" }]);
  });

  it.each<[string, unknown[]]>([
    ["an array", [[reservation("TrainReservation")]]],
    [
      "a graph",
      [{ "@context": "https://schema.org", "@graph": [{ "@type": "Organization" }, reservation("BusReservation")] }],
    ],
    ["broken JSON beside it", ['{"@type": "FlightReservation", ', reservation("EventReservation")]],
    ["a full type name", [reservation("http://schema.org/LodgingReservation")]],
    ["several types", [{ ...reservation("x"), "@type": ["Reservation", "schema:TaxiReservation"] }]],
    [
      "a package",
      [
        {
          "@type": "ReservationPackage",
          subReservation: [reservation("FlightReservation"), reservation("FlightReservation")],
        },
      ],
    ],
    ["a comma too many", ['{"@type": "FlightReservation", "reservationNumber": "A1",}']],
    ["a comment around it", [`<!-- ${JSON.stringify(reservation("FlightReservation"))} -->`]],
    ["an action that holds it", [{ "@type": "EmailMessage", about: reservation("FlightReservation") }]],
  ])("are found in %s", async (_, values) => {
    expect((await classified(message("For you", jsonLd(...values)))).kind).toBe("booking");
  });

  it("have the time, the place, the provider and the reference", () => {
    const flight = reservation("FlightReservation", {
      underName: { "@type": "Person", name: "A. Muster" },
      reservationFor: { "@id": "#flight" },
    });
    const graph = [
      flight,
      {
        "@id": "#flight",
        "@type": "Flight",
        airline: { name: "Example Air", iataCode: "EA" },
        flightNumber: "77",
        departureAirport: { iataCode: "HAM" },
        arrivalAirport: { iataCode: "PRG" },
        departureTime: "2028-09-17T07:40:00+02:00",
        arrivalTime: "2028-09-17T08:55:00+02:00",
      },
    ];
    const bookings = reservationsIn(
      `<script type='application/ld+json'>${JSON.stringify({ "@graph": graph })}</script>`,
    );
    expect(bookings).toEqual([
      {
        kind: "flight",
        status: "confirmed",
        name: "EA 77",
        provider: "Example Air",
        reference: "QX12ZZ",
        start: "2028-09-17T07:40:00+02:00",
        end: "2028-09-17T08:55:00+02:00",
        place: "HAM – PRG",
        persons: ["A. Muster"],
      },
    ]);
  });

  it("are read from microdata with their nested things", () => {
    const bookings = reservationsIn(
      `<div itemscope itemtype="http://schema.org/LodgingReservation"><span itemprop="reservationNumber">77 A</span>
       <div itemprop="reservationFor" itemscope itemtype="http://schema.org/LodgingBusiness"><b itemprop="name">Inn</b></div>
       <time itemprop="checkinTime" datetime="2027-03-04T15:00:00Z">4 March</time></div>`,
    );
    expect(bookings).toMatchObject([
      { kind: "lodging", provider: "Inn", reference: "77 A", start: "2027-03-04T15:00:00Z" },
    ]);
  });

  it.each([
    [
      "a cancelled reservation",
      reservation("FlightReservation", { reservationStatus: "http://schema.org/ReservationCancelled" }),
    ],
    [
      "a cancelled event",
      reservation("EventReservation", { reservationFor: { eventStatus: "https://schema.org/EventCancelled" } }),
    ],
    [
      "a cancelled package",
      {
        "@type": "ReservationPackage",
        reservationStatus: "ReservationCancelled",
        subReservation: [reservation("BusReservation")],
      },
    ],
    ["an order", { "@type": "Order", orderNumber: "1" }],
    ["an offer", { "@type": "Offer", price: 29 }],
  ])("are not in %s", async (_, value) => {
    const { kind, bookings } = await classified(message("For you", jsonLd(value)));
    expect(kind).toBe("other");
    expect(bookings.filter(({ status }) => status === "confirmed")).toEqual([]);
  });

  it("are limited in depth and number", () => {
    const deep = `${'{"a":'.repeat(100_000)}{"@type":"FlightReservation"}${"}".repeat(100_000)}`;
    const many = JSON.stringify(Array.from({ length: 1_000 }, () => reservation("BusReservation")));
    expect(reservationsIn(`<script type="application/ld+json">${deep}</script>`)).toEqual([]);
    expect(reservationsIn(`<script type="application/ld+json">${many}</script>`)).toHaveLength(20);
  });
});

describe("passes for a phone", () => {
  const boarding = {
    boardingPass: { transitType: "PKTransitTypeTrain", primaryFields: [{ key: "from", value: "Brno" }] },
    organizationName: "Rail",
  };

  it.each<[string, Uint8Array, string]>([
    ["a boarding pass", pass(boarding), "booking"],
    ["an event ticket", pass({ eventTicket: {} }), "booking"],
    ["a bundle", zipSync({ "1.pkpass": pass(boarding), "2.pkpass": pass(boarding) }), "booking"],
    ["what cannot be read", strToU8("PK"), "booking"],
    ["a card of a shop", pass({ storeCard: {} }), "other"],
    ["a coupon", pass({ coupon: {} }), "other"],
    ["a membership", pass({ generic: {} }), "other"],
    ["a voided boarding pass", pass({ ...boarding, voided: true }), "other"],
  ])("%s is understood", async (_, content, kind) => {
    expect((await classified(message("For your phone", text("See the attachment."), wallet(content)))).kind).toBe(kind);
  });

  it("have the kind of the pass", () => {
    expect(passesIn(pass(boarding))).toMatchObject([
      { use: "ticket", booking: { kind: "train", provider: "Rail", place: "Brno" } },
    ]);
  });

  slow("are unpacked only as far as a pass needs", () => {
    const bomb = zipSync({ "pass.json": new Uint8Array(50_000_000) });
    const crowd = zipSync(Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`${i}`, new Uint8Array()])));
    expect(passesIn(bomb)).toMatchObject([{ use: "unreadable" }]);
    expect(passesIn(crowd)).toMatchObject([{ use: "unreadable" }]);
  });
});

describe("calendar entries", () => {
  it.each<[string, string, string[], string]>([
    ["booking", "PUBLISH", ["SUMMARY:Train Praha – Brno", "LOCATION:Praha hl.n."], "Attached"],
    ["booking", "PUBLISH", ["SUMMARY:Flight OK 123 HAM-PRG"], "Attached"],
    ["booking", "PUBLISH", ["SUMMARY:Hotel Adler", "DESCRIPTION:Check-in ab 15 Uhr"], "Anbei"],
    [
      "booking",
      "REQUEST",
      ["SUMMARY:Rezervace stolu", "ORGANIZER:mailto:a@b.cz", "ATTENDEE:mailto:me@b.cz"],
      "V příloze",
    ],
    [
      "other",
      "REQUEST",
      ["SUMMARY:Team round", "ORGANIZER:mailto:a@b.cz", "ATTENDEE:mailto:me@b.cz"],
      "You are invited",
    ],
    [
      "other",
      "REQUEST",
      ["SUMMARY:Weekly check-in", "ATTENDEE:mailto:a@b.cz", "ATTENDEE:mailto:c@b.cz"],
      "You are invited",
    ],
    ["other", "REQUEST", ["SUMMARY:Ticket triage", "LOCATION:Microsoft Teams Meeting"], "Join"],
    ["other", "PUBLISH", ["SUMMARY:Mum's birthday"], "A date"],
    ["other", "REPLY", ["SUMMARY:Flight plan", "ATTENDEE:mailto:a@b.cz"], "Accepted"],
    ["other", "CANCEL", ["SUMMARY:Flight OK 123", "STATUS:CANCELLED"], "See the attachment"],
    ["other", "REQUEST", ["SUMMARY:Porada", "ORGANIZER:mailto:a@b.cz"], "Pozvánka na poradu"],
  ])("are a %s by %s of %j", async (kind, method, lines, words) => {
    expect((await classified(message("Entry", text(words), calendar(lines, method)))).kind).toBe(kind);
  });
});

describe("the words of a ticket outweigh those of a bill", () => {
  it.each([
    [
      "cs",
      "Jízdenka 77",
      "Elektronická jízdenka, daňový doklad (faktura)\nOdjezd: Olomouc 04.03.2027 08:15  vůz 3, místo 41\nPříjezd: Brno 10:45\nCelkem 245 Kč",
    ],
    ["cs", "Potvrzení platby", "Místenka\nOdjezd 4. 3. 2027 v 8:15, Praha\nPříjezd 10:45\nUhrazeno kartou: 45 Kč"],
    ["cs", "Letenka", "Odlet: Praha 08:15, 4.3.2027\nPřílet: Řím 10:05\nCelkem 2 450 Kč"],
    [
      "cs",
      "Rezervace potvrzena",
      "Příjezd: 4. 3. 2027\nOdjezd: 6. 3. 2027\n2 noci, pokoj 12\nCelkem k úhradě 3 400 Kč",
    ],
    [
      "sk",
      "Cestovný lístok",
      "Odchod: Žilina 08:15, 4.3.2027\nPríchod: Košice 10:45\nMiesto 12\nFaktúra, spolu 12,40 €",
    ],
    [
      "pl",
      "Twój bilet",
      "Faktura VAT\nOdjazd: Kraków 2027-03-04 08:15\nPrzyjazd: Warszawa 10:40\nWagon 4, miejsce 51\nDo zapłaty 89,00 zł",
    ],
    ["pl", "Potwierdzenie rezerwacji", "Zameldowanie 4.03.2027\nWymeldowanie 6.03.2027\nNoclegi: 2\nRazem 500,00 zł"],
    [
      "hu",
      "Menetjegy",
      "Számla\nIndulás: Budapest 2027.03.04. 08:15\nÉrkezés: Győr 09:30\nKocsi 12, ülőhely 41\nÖsszesen 3 400 Ft",
    ],
    [
      "de",
      "Ihre Buchungsbestätigung",
      "Rechnung\nAbfahrt: Kassel 04.03.2027 08:15, Gleis 7\nAnkunft: Ulm 11:45\nWagen 21, Platz 34\nGesamtbetrag 49,00 €",
    ],
    ["de", "Online-Ticket", "Fahrkarte und Rechnung\nab 08:15 Kassel\nan 11:45 Ulm\n04.03.2027\nSumme 49,00 EUR"],
    ["de", "Eintrittskarten", "Konzert am 4. März 2027, Einlass 19:00\nReihe 4, Platz 11\nRechnungsbetrag 80,00 €"],
    [
      "fr",
      "Votre e-billet",
      "Facture\nDépart : Lyon 4 mars 2027 08:15\nArrivée : Lille 11:45\nVoiture 3, place 41\nTotal TTC 45,00 €",
    ],
    [
      "fr",
      "Confirmation de réservation",
      "Arrivée : 4 mars 2027\nDépart : 6 mars 2027\n2 nuits, chambre double\nTotal 200,00 €",
    ],
    [
      "it",
      "Il tuo biglietto",
      "Fattura\nPartenza: Roma 04/03/2027 08:15\nArrivo: Bari 12:45\nCarrozza 3, posto 4A\nTotale 45,00 €",
    ],
    [
      "es",
      "Billete de tren",
      "Factura\nSalida: Sevilla 04/03/2027 08:15\nLlegada: Madrid 10:45\nCoche 3, plaza 4A\nTotal 45,00 €",
    ],
    [
      "nl",
      "Treinkaartje",
      "Factuur\nVertrek: Utrecht 04-03-2027 08:15, spoor 7\nAankomst: Breda 09:10\nTotaal € 14,00",
    ],
    [
      "pt",
      "Bilhete de comboio",
      "Fatura\nPartida: Porto 04/03/2027 08:15\nChegada: Faro 13:45\nCarruagem 3, lugar 41\nTotal 45,00 €",
    ],
    [
      "sv",
      "Din bokning",
      "Kvitto\nAvgång: Lund 2027-03-04 08:15\nAnkomst: Umeå 18:45\nVagn 3, plats 41\nTotalt 450,00 kr",
    ],
    [
      "da",
      "Togbillet",
      "Faktura\nAfgang: Odense 04.03.2027 08:15\nAnkomst: Aarhus 09:45\nVogn 3, plads 41\nI alt 250,00 kr.",
    ],
    ["nb", "Flybillett", "Kvittering\nAvgang: Bergen 04.03.2027 08:15\nAnkomst: Oslo 09:05\nSum 990,00 kr"],
    [
      "fi",
      "Matkalippu",
      "Lasku\nLähtö: Turku 4.3.2027 08:15\nSaapuminen: Oulu 14:45\nVaunu 3, paikka 41\nYhteensä 45,00 €",
    ],
    ["ro", "Bilet de tren", "Factura\nPlecare: Cluj 04.03.2027 08:15\nSosire: Iași 17:45\nTotal 145,00 RON"],
    [
      "en",
      "Ticket 4711",
      "This ticket is also your tax invoice.\nDeparture: Prague 04.03.2027 08:15, coach 3, seat 41\nArrival: Brno 10:45\nTotal 9.80 EUR",
    ],
    [
      "en",
      "Tax invoice 88",
      "Check-in: 4 March 2027\nCheck-out: 6 March 2027\n2 nights, double room\nBooking reference: QX12ZZ\nTotal $210.00",
    ],
    ["en", "You are all set", "Table for 2 on 4 March 2027 at 19:30. Free cancellation until noon."],
    [
      "en",
      "Rental confirmed",
      "Pick-up: 4 March 2027 10:00, Airport\nDrop-off: 6 March 2027 10:00\nBooking reference: ABC123\nTotal $90.00",
    ],
  ])("%s: %s", async (_, subject, words) => {
    expect((await classified(message(subject, text(words)))).kind).toBe("booking");
  });
});

describe("no booking", () => {
  it.each([
    ["Flights from €29", "Fly from Prague to Rome, departure 4 May 08:15. Book now!"],
    ["Weekend newsletter", "Trains to the sea. Departure 08:15, arrival 10:45 every day. Your seat from €9"],
    ["Letenky od 490 Kč", "Odlet Praha 8:15, přílet Řím 10:05. Akční letenky do neděle."],
    ["Bahntickets ab 17,90 €", "Abfahrt 08:15, Ankunft 11:45. Jetzt buchen!"],
    ["Hotels from $59", "Check-in 4 March, check-out 6 March, 2 nights for two guests."],
    ["Tanie loty do Rzymu", "Wylot 4.03 08:15, przylot 10:05. Bilety już od 99 zł"],
    ["Vols à partir de 39 €", "Départ Paris 08:15, arrivée Nice 09:45. Réservez vite"],
    ["How was your stay?", "Check-in: 4 March 2025. Check-out: 6 March 2025. 2 nights, room 12."],
    ["Wie war Ihr Aufenthalt?", "Anreise 4.3.2025, Abreise 6.3.2025, 2 Nächte, Hotel Adler"],
    ["Jak se vám líbil pobyt?", "Příjezd 4. 3. 2025, odjezd 6. 3. 2025, 2 noci, hotel"],
    ["Rate your trip", "From Lyon to Lille on 4 March 2025 08:15, seat 41"],
    ["Comment s'est passé votre voyage ?", "Départ Lyon 08:15, arrivée Lille 11:45"],
    ["Your booking has been cancelled", "Departure: Prague 08:15, coach 3, seat 41\nArrival: Brno 10:45"],
    ["Stornierungsbestätigung", "Abfahrt: Kassel 08:15, Gleis 7\nAnkunft: Ulm 11:45"],
    ["Storno jízdenky 77", "Odjezd: Praha 08:15\nPříjezd: Brno 10:45"],
    ["Votre réservation est annulée", "Arrivée : 4 mars 2027\nDépart : 6 mars 2027, 2 nuits"],
    ["Anulowanie rezerwacji", "Odjazd: Kraków 08:15\nPrzyjazd: Warszawa 10:40"],
    ["Uw boeking is geannuleerd", "Vertrek: Utrecht 08:15\nAankomst: Breda 09:10"],
    ["Price alert: Prague – Rome", "Prices have dropped. Departure 4 May 08:15, arrival 10:05, now €45"],
    ["Preisalarm", "Abflug 08:15, Ankunft 10:05 ab 45 €"],
    ["Cena letenky klesla", "Odlet 08:15, přílet 10:05"],
    ["Complete your booking", "Check-in 4 March 2027, check-out 6 March 2027, 2 nights, hotel Adler"],
    ["Still thinking about Rome?", "Departure 4 May 08:15, arrival 10:05, seat 4A"],
    ["Dokončete rezervaci", "Příjezd 4. 3. 2027, odjezd 6. 3. 2027, 2 noci, hotel"],
    ["Schließen Sie Ihre Buchung ab", "Anreise 4.3.2027, Abreise 6.3.2027, 2 Nächte, Hotel"],
    [
      "Invoice for your stay",
      "Check-in: 4 March 2025\nCheck-out: 6 March 2025\n2 nights, room 12\nTotal $210.00\nAmount due $210.00",
    ],
    ["Rechnung für Ihren Aufenthalt", "Anreise 4.3.2025\nAbreise 6.3.2025\n2 Nächte, Zimmer 12\nGesamtbetrag 200,00 €"],
    ["Faktura za pobyt", "Příjezd 4. 3. 2025\nOdjezd 6. 3. 2025\n2 noci\nCelkem 3 400 Kč\nSplatnost 20. 3. 2025"],
    ["Lunch?", "Shall we meet at 12:30 on Tuesday? I come from Brno to Prague by train."],
    ["Invoice 77", "Invoice 77\nConsulting in March\nAmount due $900.00\nDue date: 4 April 2025"],
    ["Parcel on its way", "Departure from the depot 08:15. Total 245 Kč"],
    ["Re: Your flight", "Have a good trip!\n> Departure: Prague 08:15, seat 41\n> Arrival: Brno 10:45"],
  ])("is %s", async (subject, words) => {
    expect((await classified(message(subject, text(words)))).kind).not.toBe("booking");
  });
});
