/**
 * Reads vCards of the versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) one after the other from a file of any length. Pictures, sounds and
 * keys are skipped; so is who stands inside of another card as its AGENT. What vcard-contact.ts knows no place for is kept with the
 * contact's details under its own name.
 *
 * A file that could keep its reader busy for ever is refused as a whole: a line of more than MAX_LINE_BYTES, or a card of more than
 * MAX_CARD_BYTES. A card that has no end, or too much in it, is told as such, and the next one is read.
 */
import { type Source, type Unit, UnreadableSource } from "#core/ingest/importer";
import type { Saying } from "#kit/saying";
import { type Card, cardOf, isSaying } from "./card.ts";
import { encodingOf, type Line, linesOf, type Place } from "./lines.ts";
import { contactErrors, contactReasons } from "./sayings.ts";
import { contactOf } from "./vcard-contact.ts";
import { isQuotedPrintable, propertyOf, type RawProperty } from "./vcard-properties.ts";

export const MAX_CARD_BYTES = 32 * 1024 * 1024;
const MAX_PROPERTIES = 2_000;
const MAX_KEPT_BYTES = 1024 * 1024;
const MAX_DEPTH = 5;

export async function* read(source: Source, cursor: string | undefined): AsyncGenerator<Unit<Card>> {
  const { encoding, markBytes } = encodingOf(await source.range(0, Math.min(4, source.sizeBytes)));
  const from: Place = cursor ? JSON.parse(cursor) : { at: markBytes, number: 1 };
  let open: OpenCard | undefined;
  let seen = cursor !== undefined;
  for await (const line of linesOf(source, encoding, from)) {
    if (line.isTooLong) throw new UnreadableSource(contactErrors("vcard_long_line", { line: line.number, maxMb: 10 }));
    const opened = open === undefined && isMark(line, "BEGIN");
    if (opened) open = openCard(line);
    else if (open) {
      const missed = put(open, line);
      if (line.next - open.begin > MAX_CARD_BYTES)
        throw new UnreadableSource(contactErrors("vcard_long", { line: open.line, maxMb: MAX_CARD_BYTES / 1024 ** 2 }));
      if (missed) {
        yield {
          line: open.line,
          next: placeAt(line.start, line.number),
          readBytes: line.start,
          problem: contactReasons("vcard_no_end"),
        };
        open = openCard(line);
      }
    }
    if (open?.isDone) {
      const known = cardFrom(open);
      yield {
        line: open.line,
        next: placeAt(line.next, line.number + 1),
        readBytes: line.next,
        ...(isSaying(known) ? { problem: known } : { row: known }),
      };
      open = undefined;
      seen = true;
    }
  }
  if (open)
    yield {
      line: open.line,
      next: placeAt(source.sizeBytes, open.line),
      readBytes: source.sizeBytes,
      problem: contactReasons("vcard_cut"),
    };
  else if (!seen) throw new UnreadableSource(contactErrors("vcard_none"));
}

const placeAt = (at: number, number: number) => JSON.stringify({ at, number } satisfies Place);

interface OpenCard {
  line: number;
  begin: number;
  properties: RawProperty[];
  keptBytes: number;
  /** How many cards are open inside of it: AGENT of 2.1 holds a whole one. */
  depth: number;
  isDone: boolean;
  /** The property that the next line may go on with; undefined for one that is skipped. */
  last?: RawProperty;
  /** Whether the property before was an AGENT without a value, so that a card may begin inside of this one. */
  holdsAgent: boolean;
  problem?: Saying;
}

const openCard = ({ number, start }: Line): OpenCard => ({
  line: number,
  begin: start,
  properties: [],
  keptBytes: 0,
  depth: 0,
  isDone: false,
  holdsAgent: false,
});

const MARKS = { BEGIN: /^BEGIN\s*:\s*VCARD\s*$/i, END: /^END\s*:\s*VCARD\s*$/i };

const isMark = ({ bytes }: Line, mark: keyof typeof MARKS) =>
  bytes.length < 100 && MARKS[mark].test(bytes.toString("latin1"));

/** Adds a line to a card. Answers whether another card begins with it although this one has not ended. */
function put(card: OpenCard, line: Line): boolean {
  const { last } = card;
  if (last && isContinued(last, line)) {
    extend(card, last, line);
    return false;
  }
  if (isMark(line, "BEGIN")) {
    if (!card.holdsAgent && card.depth === 0) return true;
    card.depth++;
    card.problem ??= card.depth > MAX_DEPTH ? contactReasons("vcard_too_deep", { max: MAX_DEPTH }) : undefined;
    return false;
  }
  if (isMark(line, "END")) {
    if (card.depth > 0) card.depth--;
    else card.isDone = true;
    card.holdsAgent = false;
    return false;
  }
  const property = propertyOf(line.bytes, line.number);
  if (!property) return false;
  card.last = property;
  card.holdsAgent = property.name === "AGENT" && property.value[0]!.toString("latin1").trim() === "";
  if (card.depth > 0 || SKIPPED.has(property.name)) return false;
  if (card.properties.length >= MAX_PROPERTIES)
    card.problem ??= contactReasons("vcard_too_many", { max: MAX_PROPERTIES });
  else if (line.isCut)
    card.problem ??= contactReasons("vcard_long_property", { property: property.name, line: line.number, maxKb: 128 });
  else {
    card.properties.push(property);
    card.keptBytes += line.bytes.length;
  }
  return false;
}

/** Properties that no contact has a place for and that may be long; and what is about the card and not about the person. */
const SKIPPED = new Set(
  "PHOTO LOGO SOUND KEY AGENT LABEL PRODID REV SOURCE CLIENTPIDMAP X-ABADR X-ABUID X-ABSHOWAS X-IMAGETYPE X-IMAGEHASH X-SHARED-PHOTO-DISPLAY-PREF X-COUCHDB-APPLICATION-ANNOTATIONS".split(
    " ",
  ),
);

/** A line goes on with a white space at its beginning, or with `=` at the end of the one before where that is quoted-printable. */
function isContinued(last: RawProperty, { bytes }: Line): boolean {
  if (isQuotedPrintable(last) && last.value.at(-1)!.at(-1) === 0x3d) return true;
  return bytes[0] === 0x20 || bytes[0] === 0x09;
}

function extend(card: OpenCard, last: RawProperty, { bytes, isCut }: Line): void {
  if (SKIPPED.has(last.name) || card.depth > 0) {
    // Only its end says whether the next line belongs to it, too.
    last.value = [bytes];
    return;
  }
  card.keptBytes += bytes.length;
  if (isCut || card.keptBytes > MAX_KEPT_BYTES) {
    card.problem ??= contactReasons("vcard_too_much", { maxMb: MAX_KEPT_BYTES / 1024 ** 2 });
    last.value = [bytes];
  } else last.value.push(bytes);
}

function cardFrom({ properties, problem }: OpenCard): Card | Saying {
  return problem ?? cardOf(contactOf(properties));
}
