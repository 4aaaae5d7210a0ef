/**
 * Names, places and organisations of an English text by compromise, which knows many of them, what a text speaks of again and again, and the days of
 * events. It takes a second and 100 MB, so it is done in a process of its own, which ends with it; where that is not possible the text is known by the
 * other rules alone.
 */
import { ApartError, readApart } from "#cloud/apart";
import { formatsProgram } from "#core/ingest/pdf-text";
import type { Phrase } from "#core/knowledge/finding/phrases";

/** Of a longer text only the beginning is read by it. */
export const MAX_ENGLISH = 100_000;

const limits = { processorMs: 6_000, timeMs: 18_000, memoryBytes: 400 * 1024 ** 2, outputBytes: 2_000_000 };

/** Throws ApartError with `busy` while too many texts are being read. */
export async function englishNames(text: string): Promise<Phrase[]> {
  if (!/[A-Za-z]{2}/.test(text)) return [];
  try {
    const document = new TextEncoder().encode(text.slice(0, MAX_ENGLISH));
    return JSON.parse(await readApart(formatsProgram(), { format: "names", document }, limits)) as Phrase[];
  } catch (error) {
    if (error instanceof ApartError && error.reason !== "busy") return [];
    throw error;
  }
}
