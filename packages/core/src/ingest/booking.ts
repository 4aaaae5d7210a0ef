/** What in a mail says that somebody will be somewhere: markup, passes, calendar entries and words. */
import { calendarUse } from "./booking-calendar.ts";
import { isPass, passesIn } from "./booking-pass.ts";
import { type Booking, reservationsIn, reservationsInJson } from "./booking-schema.ts";
import { bookingNames, type Found, journeyIn } from "./booking-words.ts";
import type { ParsedEmail } from "./mime.ts";
import { type NoBooking, whyNoBooking } from "./no-booking.ts";
import type { Line } from "./receipt-lines.ts";

export type { Booking } from "./booking-schema.ts";

export type BookedMail = Pick<ParsedEmail, "attachments"> & Partial<Pick<ParsedEmail, "html" | "forwarded">>;

export interface BookingSigns {
  /** What speaks for a booking. */
  found: Found[];
  /** Why it is none whatever its words say, or null. */
  notBooked: NoBooking | null;
  /** What programs are told of it. */
  bookings: Booking[];
}

const limits = { messages: 6, attachments: 20, jsonBytes: 500_000 };
/** Outweighs all that words can say of a bill. */
const CERTAIN = 40;

/** `subject` and `lines` are what is read of the mail; `subject` is folded and empty where the mail answers another. */
export function bookingSigns(email: BookedMail | null, subject: string, lines: Line[]): BookingSigns {
  const marked = markedIn(email);
  const journey = journeyIn(lines);
  const weight = journey.reduce((sum, one) => sum + one.weight, 0);
  const none =
    marked.cancelled && marked.bookings.length === 0 ? { reason: "is marked as cancelled", isMoney: false } : null;
  const said = none ?? whyNoBooking(subject, lines);
  const found: Found[] = [];
  if (marked.certain) found.push({ weight: CERTAIN, reason: marked.certain });
  if (bookingNames.test(subject)) found.push({ weight: 8, reason: "the subject names a ticket or a booking" });
  else if (lines.some(({ folded }) => bookingNames.test(folded)))
    found.push({ weight: 4, reason: "the text names a ticket or a booking" });
  for (const one of journey) found.push({ ...one, reason: `the text ${one.reason}` });
  if (marked.calendar === "booking") found.push({ weight: 6, reason: "the calendar entry of a booking is attached" });
  // Who invites to a meeting may speak of travelling there; who sends a ticket names a seat and a time.
  const isMeeting = marked.calendar === "meeting" && !marked.certain && weight < 8;
  const notBooked = said ?? (isMeeting ? { reason: "invites to a meeting", isMoney: true } : null);
  return { found, notBooked, bookings: notBooked ? [] : marked.bookings };
}

interface Marked {
  bookings: Booking[];
  /** In words, what makes it certain. */
  certain: string | null;
  cancelled: boolean;
  calendar: "booking" | "meeting" | null;
}

function markedIn(email: BookedMail | null): Marked {
  const messages = email ? messagesOf(email).slice(0, limits.messages) : [];
  const marked: Marked = { bookings: [], certain: null, cancelled: false, calendar: null };
  const take = (bookings: Booking[], cancelled: number) => {
    if (bookings.length > 0) marked.certain = "a reservation is marked up for programs";
    marked.bookings.push(...bookings);
    if (cancelled > 0) marked.cancelled = true;
  };
  for (const { html = "", attachments } of messages) {
    const inHtml = reservationsIn(html);
    take(inHtml.bookings, inHtml.cancelled);
    for (const attachment of attachments.slice(0, limits.attachments)) {
      if (isPass(attachment)) {
        const tickets = passesIn(attachment.content).filter(({ use }) => use !== "card");
        if (tickets.length > 0) marked.certain ??= "a ticket for the phone is attached";
        marked.bookings.push(...tickets.flatMap(({ booking }) => booking ?? []));
      } else if (attachment.mimeType === "application/ld+json" && attachment.sizeBytes <= limits.jsonBytes) {
        const inPart = reservationsInJson(new TextDecoder().decode(attachment.content));
        take(inPart.bookings, inPart.cancelled);
      } else if (isCalendar(attachment)) {
        const use = calendarUse(attachment.content);
        if (use === "cancelled") marked.cancelled = true;
        else if (use === "booking") marked.calendar = "booking";
        else if (use === "meeting") marked.calendar ??= "meeting";
      }
    }
  }
  return marked;
}

const isCalendar = ({ mimeType, fileName }: ParsedEmail["attachments"][number]) =>
  mimeType === "text/calendar" || mimeType === "application/ics" || /\.ics$/i.test(fileName);

const messagesOf = (email: BookedMail): BookedMail[] => [email, ...(email.forwarded ?? []).flatMap(messagesOf)];
