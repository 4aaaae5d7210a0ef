/**
 * Reads contacts that Google Contacts or Outlook exported as CSV, whichever year's headers it has: Google's numbered columns (`Phone 1 -
 * Value`, with ` - Type` before 2024 and ` - Label` since), Outlook's fixed ones in English or German. What separates values and how text
 * is stored is found out (see csv.ts); UTF-16 is read, too.
 */
import { asUtf8 } from "#core/ingest/as-utf8";
import { type CsvPosition, csvRecords } from "#core/ingest/csv";
import { type Source, type Unit, UnreadableSource } from "#core/ingest/importer";
import { type Card, cardOf, isSaying } from "./card.ts";
import { fromGoogle, isGoogle } from "./google-columns.ts";
import { encodingOf } from "./lines.ts";
import { fromOutlook, isOutlook } from "./outlook-columns.ts";
import { contactErrors } from "./sayings.ts";

export interface CsvOptions {
  /** Whether 3/4/1980 is 3 April. Days with dots begin with the day, and one above 12 is no month. */
  dayFirst?: boolean;
}

export async function* read(
  source: Source,
  cursor: string | undefined,
  { dayFirst = false }: CsvOptions,
): AsyncGenerator<Unit<Card>> {
  const from = cursor ? (JSON.parse(cursor) as CsvPosition) : undefined;
  for await (const { line, fields, next } of csvRecords(await inUtf8(source), from, { needs: [] })) {
    const isKnown = isGoogle(fields) || isOutlook(fields);
    if (!isKnown) throw new UnreadableSource(contactErrors("contacts_header"));
    const at = { line, next: JSON.stringify(next), readBytes: Math.min(next.byte, source.sizeBytes) };
    if (Object.values(fields).every((value) => value === "")) continue;
    const card = cardOf(isGoogle(fields) ? fromGoogle(fields) : fromOutlook(fields, dayFirst));
    yield isSaying(card) ? { ...at, problem: card } : { ...at, row: card };
  }
}

/** A file in UTF-16 as one in UTF-8: places are those of the UTF-8. */
async function inUtf8(source: Source): Promise<Source> {
  const { encoding, markBytes } = encodingOf(await source.range(0, Math.min(4, source.sizeBytes)));
  return encoding === "ascii" ? source : asUtf8(source, () => decoded(source, encoding, markBytes));
}

async function* decoded(source: Source, encoding: string, markBytes: number) {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const piece of source.stream(markBytes)) yield decoder.decode(piece, { stream: true });
}
