/** Bookings that come by mail become events. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmailProcessed, EmailReceived } from "#core/ingest/events";
import { keepBookings } from "#functions/calendar/consumers";
import { processEmail } from "#functions/ingest/workflows";
import { plainEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";
import { slow } from "#testing/slow";
import { startWorkflows } from "#testing/workflows";

let life: Post;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
beforeAll(async () => {
  life = await post();
  workflows = await startWorkflows(life.open.database, [processEmail]);
});
afterAll(async () => {
  await workflows.engine.stop();
  await life.close();
});

type Resident = Awaited<ReturnType<Post["resident"]>>;
let mails = 0;

interface Mail {
  subject: string;
  text?: string;
  reservation?: object;
  ics?: string;
}

/** A mail arrives, is read, and what it books is put into the calendar, twice as far as the bus knows. */
async function mailed(person: Resident, { subject, text = "Thank you for your booking.", reservation, ics }: Mail) {
  const html =
    reservation &&
    `<p>${text}</p><script type="application/ld+json">${JSON.stringify({ "@context": "http://schema.org", ...reservation })}</script>`;
  const attachments = ics
    ? [{ fileName: "booking.ics", mimeType: "text/calendar", content: Buffer.from(ics) }]
    : undefined;
  const date = new Date(Date.UTC(2026, 2, 1, 9, mails));
  const raw = plainEmail({
    to: person.address,
    subject,
    text,
    html,
    date,
    messageId: `<${++mails}@air.example>`,
    attachments,
  });
  await life.webhook(raw, { to: person.address });
  const received = life
    .events(EmailReceived)
    .filter((event) => event.subject === person.userId)
    .at(-1)!;
  expect(await workflows.run(received)).toEqual(["completed"]);
  const processed = life
    .events(EmailProcessed)
    .filter((event) => event.subject === person.userId)
    .at(-1)!;
  expect(processed.correlationid).toBe(received.correlationid);
  await life.deliver(keepBookings, [processed]);
  await life.deliver(keepBookings, [processed]);
}

const eventsOf = (person: Resident) =>
  life.rows(
    "select id, title, start_at, end_at, timezone, is_all_day, location, description, status, transparency, version from calendar_events where user_id = $1 and deleted_at is null order by start_at, title",
    [person.userId],
  );

const flight = (departs: string, status = "Confirmed", number = "123") => ({
  "@type": "FlightReservation",
  reservationNumber: "ABC123",
  reservationStatus: `http://schema.org/Reservation${status}`,
  underName: { "@type": "Person", name: "Ada Lovelace" },
  reservationFor: {
    "@type": "Flight",
    flightNumber: number,
    airline: { "@type": "Airline", name: "Example Air", iataCode: "EX" },
    departureAirport: { "@type": "Airport", name: "Berlin", iataCode: "BER" },
    arrivalAirport: { "@type": "Airport", name: "Lisbon", iataCode: "LIS" },
    departureTime: departs,
    arrivalTime: departs.replace(/T(\d\d)/, (_, hour) => `T${Number(hour) + 3}`),
  },
});

describe("a booking by mail", () => {
  it("becomes an event of the default calendar, once, follows its changes, and is cancelled with it", async () => {
    const anna = await life.resident("anna");
    await mailed(anna, { subject: "Your flight EX123", reservation: flight("2026-05-04T08:15:00+02:00") });
    const [event, ...others] = await eventsOf(anna);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ status: "scheduled", transparency: "opaque", is_all_day: false, version: 1 });
    expect(event!.title).toMatch(/^Flight/);
    expect(event!.description).toContain("ABC123");
    expect(new Date(event!.start_at as string).toISOString()).toBe("2026-05-04T06:15:00.000Z");
    await mailed(anna, { subject: "Your flight EX123", reservation: flight("2026-05-04T08:15:00+02:00") });
    expect(await eventsOf(anna)).toEqual([event]);
    await mailed(anna, { subject: "Your flight EX123 was moved", reservation: flight("2026-05-04T10:00:00+02:00") });
    const [moved] = await eventsOf(anna);
    expect([moved!.id, new Date(moved!.start_at as string).toISOString()]).toEqual([
      event!.id,
      "2026-05-04T08:00:00.000Z",
    ]);
    await mailed(anna, {
      subject: "Your flight EX123 was cancelled",
      reservation: flight("2026-05-04T10:00:00+02:00", "Cancelled"),
    });
    expect(await eventsOf(anna)).toMatchObject([{ id: event!.id, status: "cancelled" }]);
  });

  it("of several flights is several events, and leaves alone what was changed or deleted here", async () => {
    const anna = await life.resident("anna");
    const both = (hour: string) => ({
      "@graph": [
        flight(`2026-05-04T${hour}:15:00+02:00`),
        flight(`2026-05-11T${hour}:15:00+02:00`, "Confirmed", "124"),
      ],
    });
    await mailed(anna, { subject: "Your flights", reservation: both("08") });
    const [out, back] = await eventsOf(anna);
    await life.rows("update calendar_events set title = 'Off!', version = version + 1 where id = $1 returning id", [
      out!.id,
    ]);
    await life.rows("update calendar_events set deleted_at = now() where id = $1 returning id", [back!.id]);
    await mailed(anna, { subject: "Your flights", reservation: both("09") });
    expect(await eventsOf(anna)).toMatchObject([{ id: out!.id, title: "Off!", start_at: out!.start_at }]);
  });

  it("of a hotel leaves the days free, and of no known offset is at the clocks of its place", async () => {
    const anna = await life.resident("anna");
    await mailed(anna, {
      subject: "Your stay",
      reservation: {
        "@type": "LodgingReservation",
        reservationNumber: "H9",
        checkinDate: "2026-05-04",
        checkoutDate: "2026-05-11",
        reservationFor: { "@type": "LodgingBusiness", name: "Casa Verde", address: "Rua 1, Lisbon" },
      },
    });
    await mailed(anna, {
      subject: "Your table",
      reservation: {
        "@type": "FoodEstablishmentReservation",
        reservationNumber: "R1",
        startTime: "2026-05-05T20:00:00",
        reservationFor: { "@type": "FoodEstablishment", name: "Tasca" },
      },
    });
    expect(await eventsOf(anna)).toMatchObject([
      { is_all_day: true, transparency: "transparent", timezone: null },
      { is_all_day: false, transparency: "opaque", timezone: null },
    ]);
  });

  slow("may be a calendar file that is attached", async () => {
    const anna = await life.resident("anna");
    const file = (status: string) =>
      [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Train ICE 571 to Munich",
        "DESCRIPTION:Booking reference: XY12ZZ",
        "DTSTART;TZID=Europe/Berlin:20260504T081500",
        "DTEND;TZID=Europe/Berlin:20260504T121500",
        `STATUS:${status}`,
        "END:VEVENT",
        "END:VCALENDAR",
        "",
      ].join("\r\n");
    await mailed(anna, { subject: "Your ticket", ics: file("CONFIRMED") });
    expect(await eventsOf(anna)).toMatchObject([{ title: "Train ICE 571 to Munich", status: "scheduled" }]);
    await mailed(anna, { subject: "Your ticket", ics: file("CANCELLED") });
    expect(await eventsOf(anna)).toMatchObject([{ status: "cancelled" }]);
  });

  it("is of nobody else, and a mail without one is nothing", async () => {
    const [anna, ben] = [await life.resident("anna"), await life.resident("ben")];
    await mailed(anna, { subject: "Hello", text: "See you tomorrow." });
    await mailed(ben, { subject: "Your flight EX123", reservation: flight("2026-05-04T08:15:00+02:00") });
    expect([await eventsOf(anna), (await eventsOf(ben)).length]).toEqual([[], 1]);
    expect(await life.rows("select id from calendars where user_id = $1", [anna.userId])).toEqual([]);
  });
});
