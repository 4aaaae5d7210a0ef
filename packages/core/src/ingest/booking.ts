/** The signs in a mail that somebody has booked something: markup, passes, calendar entries and words. */
import { calendarUse } from "./booking-calendar.ts";
import { isPass, passesIn } from "./booking-pass.ts";
import { reservationsIn, reservationsInJson } from "./booking-schema.ts";
import { bookingNames, type Found, journeyIn } from "./booking-words.ts";
import { type Booking, distinctBookings } from "./bookings.ts";
import type { ParsedEmail } from "./mime.ts";
import { type NoBooking, whyNoBooking } from "./no-booking.ts";
import type { Line } from "./receipts/lines.ts";

export type BookedMail = Pick<ParsedEmail, "attachments"> & Partial<Pick<ParsedEmail, "html" | "forwarded">>;

export interface BookingSigns {
  /** The signs for a booking. */
  found: Found[];
  /** Why it is no booking in spite of its words, or null. */
  notBooked: NoBooking | null;
  /** The bookings in markup, passes and calendar entries, cancelled ones included. */
  bookings: Booking[];
}

const limits = { messages: 6, attachments: 20, jsonBytes: 500_000 };
/** A weight greater than that of all words of a bill. */
const CERTAIN = 40;

/** `subject` and `lines` are the text of the mail; `subject` is folded, and empty when the mail is a reply. */
export function bookingSigns(email: BookedMail | null, subject: string, lines: Line[]): BookingSigns {
  const marked = markedIn(email);
  const journey = journeyIn(lines);
  const weight = journey.reduce((sum, one) => sum + one.weight, 0);
  const isOff = marked.isCalledOff || (marked.bookings.length > 0 && marked.bookings.every(isCancelled));
  const none: NoBooking | null = isOff ? { reason: "is marked as cancelled", isMoney: false, isCancelled: true } : null;
  const said = none ?? whyNoBooking(subject, lines);
  const found: Found[] = [];
  if (marked.certain) found.push({ weight: CERTAIN, reason: marked.certain });
  if (bookingNames.test(subject)) found.push({ weight: 8, reason: "the subject names a ticket or a booking" });
  else if (lines.some(({ folded }) => bookingNames.test(folded)))
    found.push({ weight: 4, reason: "the text names a ticket or a booking" });
  for (const one of journey) found.push({ ...one, reason: `the text ${one.reason}` });
  if (marked.calendar === "booking") found.push({ weight: 6, reason: "the calendar entry of a booking is attached" });
  // An invitation to a meeting may mention travelling; a ticket has a seat and a time.
  const isMeeting = marked.calendar === "meeting" && !marked.certain && weight < 8;
  const notBooked = said ?? (isMeeting ? { reason: "invites to a meeting", isMoney: true, isCancelled: false } : null);
  return { found, notBooked, bookings: bookingsOf(marked.bookings, notBooked) };
}

const isCancelled = ({ status }: Booking) => status === "cancelled";

/** A mail that cancels a booking often has the markup that confirmed it. */
function bookingsOf(bookings: Booking[], notBooked: NoBooking | null): Booking[] {
  if (notBooked && !notBooked.isCancelled) return [];
  const distinct = distinctBookings(bookings);
  return notBooked ? distinct.map((booking) => ({ ...booking, status: "cancelled" })) : distinct;
}

interface Marked {
  bookings: Booking[];
  /** What makes it certain, in words for a person. */
  certain: string | null;
  /** Whether an entry of a calendar cancels its event. */
  isCalledOff: boolean;
  calendar: "booking" | "meeting" | null;
}

function markedIn(email: BookedMail | null): Marked {
  const messages = email ? messagesOf(email).slice(0, limits.messages) : [];
  const marked: Marked = { bookings: [], certain: null, isCalledOff: false, calendar: null };
  const take = (bookings: Booking[], certain: string) => {
    if (bookings.some((booking) => !isCancelled(booking))) marked.certain ??= certain;
    marked.bookings.push(...bookings);
  };
  for (const { html = "", attachments } of messages) {
    take(reservationsIn(html), "a reservation is marked up for programs");
    for (const attachment of attachments.slice(0, limits.attachments)) {
      if (isPass(attachment)) {
        const passes = passesIn(attachment.content);
        if (passes.some(({ use }) => use !== "card")) marked.certain ??= "a ticket for the phone is attached";
        marked.bookings.push(...passes.flatMap(({ booking }) => booking ?? []));
      } else if (attachment.mimeType === "application/ld+json" && attachment.sizeBytes <= limits.jsonBytes) {
        const inPart = reservationsInJson(new TextDecoder().decode(attachment.content));
        take(inPart, "a reservation is marked up for programs");
      } else if (isCalendar(attachment)) {
        const { use, bookings } = calendarUse(attachment.content);
        if (use === "cancelled") marked.isCalledOff = true;
        else if (use === "booking") marked.calendar = "booking";
        else if (use === "meeting") marked.calendar ??= "meeting";
        marked.bookings.push(...bookings);
      }
    }
  }
  // Beside a valid pass, the cancelled flight is that of an earlier mail.
  if (marked.certain) marked.isCalledOff = false;
  return marked;
}

const isCalendar = ({ mimeType, fileName }: ParsedEmail["attachments"][number]) =>
  mimeType === "text/calendar" || mimeType === "application/ics" || /\.ics$/i.test(fileName);

const messagesOf = (email: BookedMail): BookedMail[] => [email, ...(email.forwarded ?? []).flatMap(messagesOf)];
