/** Calendar entries in mail. That of a ticket is a booking, an invitation to a meeting is not. */
import { cut } from "#kit/text";
import { bookingKindOf } from "./booking-words.ts";
import { type Booking, bookingLimits, cleanLine, cleanTime } from "./bookings.ts";
import { fold } from "./receipts/lines.ts";

const limits = { chars: 300_000, events: 50 };

export interface CalendarUse {
  use: "booking" | "meeting" | "cancelled" | "unclear";
  /** The bookings among its entries, cancelled ones included. */
  bookings: Booking[];
}

const bookingWords =
  /\b(?:flight|flug|vol (?:vers|pour|n|[a-z]{2} ?\d)|vuelo|volo|voo|vlucht|let do|lot do|flyg(?:resa)?|flyvning|train|zug|zugfahrt|treno|tren|trein|tog|tag|vlak|pociag|vonat|bus|autobus|ferry|fahre|trajekt|prom|hotel|hostel|apartment|stay|check-?in|check-?out|aufenthalt|unterkunft|sejour|soggiorno|estancia|verblijf|pobyt|pobytu|szallas|reservation|reservierung|reservacion|reserva|prenotazione|reservering|rezervac\w*|rezerwacj\w*|foglalas\w*|varaus|bokning|booking|buchung\w*|boeking|ticket|tickets|e-?ticket|fahrkarte|eintrittskarte|billet|billete|biglietto|bilet\w*|kaartje|vstupenk\w*|jizdenk\w*|letenk\w*|mistenk\w*|jegy\w*|biljett\w*|konzert|concert|concerto|koncert\w*|theat\w*|festival|pickup|pick-?up|mietwagen|rental car|table for|tisch fur|table pour|mesa para|tavolo per|stul pro|boarding|gate|pnr)\b/;
/** Words for appointments at a practice or a shop. */
const appointmentWords =
  /\b(?:your appointment|appointment with|termin bei|ihr termin|deine[rn]? termin|rendez-vous|cita con|tu cita|appuntamento|afspraak|objednani|wizyta|idopont|aika|tid hos|time hos)\b/;
const meetingWords =
  /\b(?:zoom\.us|teams\.microsoft|meet\.google|webex|microsoft teams|join (?:the )?meeting|video ?call|agenda|meeting|besprechung|jour fixe|stand-?up|sync|retro\w*|1:1|one-on-one|kick-?off|all-?hands|team|reunion|riunione|vergadering|schuzka|porada|spotkanie|moete|mote|megbeszeles|interview|webinar|workshop)\b/;

/** What a text/calendar part (RFC 5545) is used for, judged by all of its events. */
export function calendarUse(content: Uint8Array): CalendarUse {
  const source = new TextDecoder().decode(content.subarray(0, limits.chars)).replace(/\r?\n[ \t]/g, "");
  const method = /^METHOD(?:;[^:\r\n]*)?:(\w+)/im.exec(source)?.[1]?.toUpperCase();
  const events = source
    .split(/^BEGIN:VEVENT\s*$/im)
    .slice(1, limits.events + 1)
    .map((event) => event.split(/^END:VEVENT\s*$/im)[0]!);
  if (events.length === 0) return { use: "unclear", bookings: [] };
  const isOff = (event: string) => method === "CANCEL" || propertyOf(event, "STATUS").toUpperCase() === "CANCELLED";
  const booked = events.filter((event) => isBooking(event, method));
  const bookings = booked.map((event) => bookingOf(event, isOff(event))).slice(0, bookingLimits.perMail);
  if (events.every(isOff)) return { use: "cancelled", bookings };
  if (booked.some((event) => !isOff(event))) return { use: "booking", bookings };
  const isAsked = method === "REQUEST" || method === "REPLY" || method === "COUNTER";
  return { use: isAsked || events.some(isMeeting) ? "meeting" : "unclear", bookings: [] };
}

function bookingOf(event: string, isOff: boolean): Booking {
  const said = (name: string) => propertyOf(event, name);
  const reference = referenceWords.exec(`${said("SUMMARY")}\n${said("DESCRIPTION")}`)?.[1];
  return {
    kind: bookingKindOf(fold(`${said("SUMMARY")}\n${said("LOCATION")}\n${cut(said("DESCRIPTION"), 2_000)}`)),
    status: isOff ? "cancelled" : "confirmed",
    name: cleanLine(said("SUMMARY")),
    provider: null,
    reference: reference && /\d|^[A-Z]+$/.test(reference) ? reference : null,
    start: timeOf(event, "DTSTART"),
    end: timeOf(event, "DTEND"),
    place: cleanLine(said("LOCATION")),
    persons: [],
  };
}

const referenceWords =
  /\b(?:pnr|booking|reservation|confirmation|buchungs\w{0,8}|reservierungs\w{0,8}|reserva|prenotazione|rezerva\w{0,3}) ?(?:reference|ref|number|no|nr|code)?\.?[ :#]{1,3}([a-z0-9-]{5,16})\b/i;

/** A time like “20270304T081500” in UTC or with its zone as ISO 8601; without a known zone it is local time at the place. */
function timeOf(event: string, name: string): string | null {
  const found = new RegExp(
    `^${name}(;[^:\\r\\n]*)?:(\\d{4})(\\d\\d)(\\d\\d)(?:T(\\d\\d)(\\d\\d)(\\d\\d)(Z?))?`,
    "im",
  ).exec(event);
  if (!found) return null;
  const [, parameters = "", year, month, day, hours, minutes, seconds, utc = ""] = found;
  const date = `${year}-${month}-${day}`;
  if (hours === undefined) return cleanTime(date);
  const local = `${date}T${hours}:${minutes}:${seconds}`;
  const zone = /;TZID="?([^";:]{1,60})/i.exec(parameters)?.[1];
  return cleanTime(`${local}${utc || (zone ? offsetAt(local, zone) : "")}`);
}

/** The offset from UTC of a local time in a zone, “+01:00”; empty for a zone that is not in the IANA database. */
function offsetAt(local: string, zone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return "";
  try {
    const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
    const offset = (at: number) => Date.parse(`${format.format(at).replace(" ", "T")}Z`) - at;
    // The offset at the instant is unknown until the instant is known, so it is calculated twice.
    const minutes = offset(asUtc - offset(asUtc)) / 60_000;
    const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
    return `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  } catch {
    return "";
  }
}

function isBooking(event: string, method: string | undefined): boolean {
  if (method === "REPLY" || method === "COUNTER") return false;
  const said = (name: string) => fold(propertyOf(event, name));
  const title = said("SUMMARY");
  const all = [title, said("LOCATION"), said("DESCRIPTION")].join("\n");
  // Meetings have invited guests, and their subject may be a journey or a hotel; a ticket invites nobody.
  if (isMeeting(event)) return false;
  if (method === "REQUEST" && guestsOf(event) === 0) return bookingWords.test(title);
  return (
    bookingWords.test(title) || appointmentWords.test(all) || (!meetingWords.test(title) && bookingWords.test(all))
  );
}

function isMeeting(event: string): boolean {
  const all = fold(
    [propertyOf(event, "SUMMARY"), propertyOf(event, "LOCATION"), propertyOf(event, "DESCRIPTION")].join("\n"),
  );
  return (
    guestsOf(event) > 1 ||
    (meetingWords.test(all) &&
      !/\b(?:pnr|e-?ticket|booking (?:ref\w*|number)|confirmation (?:number|code))\b/.test(all))
  );
}

const guestsOf = (event: string): number => [...event.matchAll(/^ATTENDEE[;:]/gim)].length;

/** The value of a property, without its parameters and escapes. */
function propertyOf(event: string, name: string): string {
  const found = new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, "im").exec(event);
  return (found?.[1] ?? "")
    .replace(/\\n/gi, "\n")
    .replace(/\\([\\;,])/g, "$1")
    .trim();
}
