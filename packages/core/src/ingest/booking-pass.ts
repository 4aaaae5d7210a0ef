/** Passes for a phone (.pkpass): a zip archive whose pass.json says what the pass is for. */

import { type UnzipFileInfo, unzipSync } from "fflate";
import { cut } from "#kit/text";
import { type Booking, type BookingKind, bookingLimits, cleanLine, cleanTime } from "./bookings.ts";
import type { EmailAttachment } from "./mime.ts";

/** Limits for a pass, which has a dozen pictures and a few kilobytes of JSON. Only pass.json is unpacked, once. */
const limits = { passBytes: 10 * 1024 * 1024, entries: 500, jsonBytes: 512 * 1024, passes: 10 };

export interface Pass {
  /** `ticket`: for a journey or an event. `card`: for a shop, a coupon or anything else. `unreadable`: unknown. */
  use: "ticket" | "card" | "unreadable";
  booking: Booking | null;
}

export const isPass = ({ mimeType, fileName }: Pick<EmailAttachment, "mimeType" | "fileName">): boolean =>
  /^application\/vnd\.apple\.pkpass(?:es)?$/.test(mimeType) || /\.pkpass(?:es)?$/i.test(fileName);

/** What a pass, or each pass of a bundle, is for. Never throws: an archive that cannot be read is an unreadable pass. */
export function passesIn(content: Uint8Array): Pass[] {
  const unreadable: Pass[] = [{ use: "unreadable", booking: null }];
  if (content.length > limits.passBytes) return unreadable;
  try {
    const json = unpacked(content, (name) => name === "pass.json", 1, limits.jsonBytes);
    if (json.length > 0) return json.map(passOf);
    const bundled = unpacked(
      content,
      (name) => /\.pkpass$/i.test(name),
      limits.passes,
      limits.passBytes / limits.passes,
    );
    const passes = bundled
      .flatMap((pass) => unpacked(pass, (name) => name === "pass.json", 1, limits.jsonBytes))
      .map(passOf);
    return passes.length > 0 ? passes : unreadable;
  } catch {
    return unreadable;
  }
}

/**
 * The limits on entries and sizes are checked while the archive is read, entry by entry; more output than the declared size is an
 * error.
 */
function unpacked(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
  most: number,
  maxBytes: number,
): Uint8Array[] {
  let entries = 0;
  let wanted = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo) => {
    if (++entries > limits.entries) throw new Error("too many entries");
    return isWanted(name) && originalSize <= maxBytes && ++wanted <= most;
  };
  return Object.values(unzipSync(archive, { filter }));
}

interface PassField {
  key?: unknown;
  label?: unknown;
  value?: unknown;
}

const journeys = new Map<string, BookingKind>([
  ["PKTransitTypeAir", "flight"],
  ["PKTransitTypeTrain", "train"],
  ["PKTransitTypeBus", "bus"],
  ["PKTransitTypeBoat", "boat"],
]);

function passOf(json: Uint8Array): Pass {
  const pass: unknown = JSON.parse(decoded(json));
  if (!isRecord(pass)) return { use: "unreadable", booking: null };
  const journey = isRecord(pass.boardingPass) ? pass.boardingPass : null;
  const ticket = journey ?? (isRecord(pass.eventTicket) ? pass.eventTicket : null);
  if (!ticket) return { use: "card", booking: null };
  const fields = fieldsOf(ticket);
  const fieldValue = (pattern: RegExp) => {
    const field = fields.find(({ key, label }) => pattern.test(String(key)) || pattern.test(String(label)));
    return field === undefined ? null : text(field.value);
  };
  const person = fieldValue(/passenger|traveller|traveler|^name$|guest|holder/i);
  const primary = fieldsOf({ primaryFields: ticket.primaryFields }).map(({ value }) => text(value));
  const start = text(pass.relevantDate);
  // An issuer cancels a pass by voiding it.
  const isVoid = pass.voided === true;
  return {
    use: isVoid ? "card" : "ticket",
    booking: {
      kind: journey ? (journeys.get(String(journey.transitType)) ?? "other") : "event",
      status: isVoid ? "cancelled" : "confirmed",
      name: journey ? fieldValue(/flight|train|zug|vlak|pociag/i) : (primary.find((one) => one !== null) ?? null),
      provider: text(pass.organizationName),
      reference: fieldValue(/pnr|reference|booking|confirmation|reservation/i) ?? text(pass.serialNumber),
      start: start === null ? null : cleanTime(start),
      end: null,
      place: journey
        ? cleanLine(primary.filter((one) => one !== null).join(" – "))
        : fieldValue(/venue|location|place/i),
      persons: person === null ? [] : [cut(person, bookingLimits.personChars)],
    },
  };
}

/** Some issuers write UTF-16, which Apple's own reader accepts as well. */
function decoded(json: Uint8Array): string {
  const isUtf16 = (json[0] === 0xff && json[1] === 0xfe) || json[1] === 0;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(json);
}

function fieldsOf(ticket: Record<string, unknown>): PassField[] {
  return ["headerFields", "primaryFields", "secondaryFields", "auxiliaryFields", "backFields"].flatMap((group) => {
    const fields = ticket[group];
    return Array.isArray(fields) ? fields.slice(0, 50).filter(isRecord) : [];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" ? cleanLine(String(value)) : null;
