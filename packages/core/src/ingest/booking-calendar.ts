/** Calendar entries in mail: a ticket's is a booking, an invitation to a meeting is none. */
import { fold } from "./receipt-lines.ts";

const limits = { chars: 300_000, events: 50 };

export type CalendarUse = "booking" | "meeting" | "cancelled" | "unclear";

const bookingWords =
  /\b(?:flight|flug|vol (?:vers|pour|n|[a-z]{2} ?\d)|vuelo|volo|voo|vlucht|let do|lot do|flyg(?:resa)?|flyvning|train|zug|zugfahrt|treno|tren|trein|tog|tag|vlak|pociag|vonat|bus|autobus|ferry|fahre|trajekt|prom|hotel|hostel|apartment|stay|check-?in|check-?out|aufenthalt|unterkunft|sejour|soggiorno|estancia|verblijf|pobyt|pobytu|szallas|reservation|reservierung|reservacion|reserva|prenotazione|reservering|rezervac\w*|rezerwacj\w*|foglalas\w*|varaus|bokning|booking|buchung\w*|boeking|ticket|tickets|e-?ticket|fahrkarte|eintrittskarte|billet|billete|biglietto|bilet\w*|kaartje|vstupenk\w*|jizdenk\w*|letenk\w*|mistenk\w*|jegy\w*|biljett\w*|konzert|concert|concerto|koncert\w*|theat\w*|festival|pickup|pick-?up|mietwagen|rental car|table for|tisch fur|table pour|mesa para|tavolo per|stul pro|boarding|gate|pnr)\b/;
/** What a practice or a shop is booked for. */
const appointmentWords =
  /\b(?:your appointment|appointment with|termin bei|ihr termin|deine[rn]? termin|rendez-vous|cita con|tu cita|appuntamento|afspraak|objednani|wizyta|idopont|aika|tid hos|time hos)\b/;
const meetingWords =
  /\b(?:zoom\.us|teams\.microsoft|meet\.google|webex|microsoft teams|join (?:the )?meeting|video ?call|agenda|meeting|besprechung|jour fixe|stand-?up|sync|retro\w*|1:1|one-on-one|kick-?off|all-?hands|team|reunion|riunione|vergadering|schuzka|porada|spotkanie|moete|mote|megbeszeles|interview|webinar|workshop)\b/;

/** What a text/calendar part is for, by all of its events together. */
export function calendarUse(content: Uint8Array): CalendarUse {
  const source = new TextDecoder().decode(content.subarray(0, limits.chars)).replace(/\r?\n[ \t]/g, "");
  const method = /^METHOD(?:;[^:\r\n]*)?:(\w+)/im.exec(source)?.[1]?.toUpperCase();
  const events = source
    .split(/^BEGIN:VEVENT\s*$/im)
    .slice(1, limits.events + 1)
    .map((event) => event.split(/^END:VEVENT\s*$/im)[0]!);
  if (events.length === 0) return "unclear";
  const isOff = (event: string) => propertyOf(event, "STATUS").toUpperCase() === "CANCELLED";
  if (method === "CANCEL" || events.every(isOff)) return "cancelled";
  if (events.some((event) => !isOff(event) && isBooking(event, method))) return "booking";
  return method === "REQUEST" || method === "REPLY" || method === "COUNTER" || events.some(isMeeting)
    ? "meeting"
    : "unclear";
}

function isBooking(event: string, method: string | undefined): boolean {
  if (method === "REPLY" || method === "COUNTER") return false;
  const said = (name: string) => fold(propertyOf(event, name));
  const title = said("SUMMARY");
  const all = [title, said("LOCATION"), said("DESCRIPTION")].join("\n");
  // People ask each other to meetings, of which a journey or a hotel may be the subject; a ticket asks nobody.
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

/** The text of a property, without its parameters and escapes. */
function propertyOf(event: string, name: string): string {
  const found = new RegExp(`^${name}(?:;[^:\\r\\n]*)?:([^\\r\\n]*)`, "im").exec(event);
  return (found?.[1] ?? "")
    .replace(/\\n/gi, "\n")
    .replace(/\\([\\;,])/g, "$1")
    .trim();
}
