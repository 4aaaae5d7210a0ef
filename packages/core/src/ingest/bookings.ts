/** The data of a booking, in the form that is stored with its mail: bounded, whatever the sender wrote. */
import * as z from "zod/mini";
import { cut } from "#kit/text";

export const bookingKinds = [
  "flight",
  "train",
  "bus",
  "boat",
  "taxi",
  "rental_car",
  "lodging",
  "event",
  "restaurant",
  "other",
] as const;
export type BookingKind = (typeof bookingKinds)[number];

export const bookingLimits = { perMail: 20, lineChars: 200, persons: 10, personChars: 100 } as const;

const isoTime = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;
const line = z.string().check(z.minLength(1), z.maxLength(bookingLimits.lineChars));
/** ISO 8601: a day, or a local time at the place, with its offset from UTC if the sender gives it. */
const time = z.string().check(z.regex(isoTime), z.maxLength(40));

export const Booking = z.strictObject({
  kind: z.enum(bookingKinds),
  /** `cancelled` when the mail cancels it. */
  status: z.enum(["confirmed", "cancelled"]),
  /** The number of the flight or train, the title of the event. */
  name: z.nullable(line),
  /** The carrier, hotel, restaurant or other provider. */
  provider: z.nullable(line),
  /** The provider's booking number or record locator. */
  reference: z.nullable(line),
  start: z.nullable(time),
  end: z.nullable(time),
  /** The place; for a journey “from – to”. */
  place: z.nullable(line),
  /** The people whom it is for. */
  persons: z
    .array(z.string().check(z.minLength(1), z.maxLength(bookingLimits.personChars)))
    .check(z.maxLength(bookingLimits.persons)),
});
export type Booking = z.infer<typeof Booking>;

export const bookingsSchema = z.array(Booking).check(z.maxLength(bookingLimits.perMail));

/** The value as one line of a text column, or null when it is empty. */
export function cleanLine(value: string, maxChars: number = bookingLimits.lineChars): string | null {
  const text = value
    .slice(0, 1_000)
    .replace(/[\u0000-\u001f\u007f\s]+/g, " ")
    .trim();
  return cut(text, maxChars).toWellFormed() || null;
}

/** A time that `Booking` accepts, or null for anything else, such as a day that does not exist. */
export function cleanTime(value: string): string | null {
  const text = value.trim();
  const [, day, clock = "00:00"] = isoTime.exec(text) ?? [];
  if (day === undefined) return null;
  const instant = new Date(`${day}T${clock}:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${day}T${clock}`) ? text : null;
}

/** Merges repetitions of the same booking, in markup and in a pass; later ones add what the first one lacks. */
export function distinctBookings(bookings: Booking[]): Booking[] {
  const distinct: Booking[] = [];
  for (const booking of bookings) {
    const at = distinct.findIndex((known) => isSameBooking(known, booking));
    if (at < 0) distinct.push(booking);
    else distinct[at] = merged(distinct[at]!, booking);
  }
  return distinct.slice(0, bookingLimits.perMail);
}

function isSameBooking(one: Booking, other: Booking): boolean {
  const agree = (key: "reference" | "start" | "place") =>
    one[key] === null || other[key] === null || one[key] === other[key];
  const isKnown = one.reference !== null && one.reference === other.reference && one.kind === other.kind;
  return isKnown && agree("start") && agree("place");
}

function merged(known: Booking, other: Booking): Booking {
  const persons = [...new Set([...known.persons, ...other.persons])].slice(0, bookingLimits.persons);
  return {
    ...known,
    status: known.status === "cancelled" ? "cancelled" : other.status,
    name: known.name ?? other.name,
    provider: known.provider ?? other.provider,
    start: known.start ?? other.start,
    end: known.end ?? other.end,
    place: known.place ?? other.place,
    persons,
  };
}
