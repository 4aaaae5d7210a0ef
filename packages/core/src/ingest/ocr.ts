/**
 * Text in pictures, read by Tesseract (tesseract.js, an optional package with its English data). It runs in a process of its own, which reads the
 * data from the package, asks nobody and keeps nothing. In a Lambda there is no such package, and pictures have no text there.
 */
import { createRequire } from "node:module";
import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import { type DocumentReading, UnreadableDocumentError } from "./document-text.ts";
import { formatsProgram } from "./pdf-text.ts";

export type Pictures = "picture" | "pdf";

export interface OcrOptions {
  pictures: Pictures;
  /** Where packages are looked for, as the URL of a module. */
  from: string;
  maxPixels: number;
  /** Of a PDF, from the front. */
  maxPages: number;
  maxChars: number;
}

export const MAX_PIXELS = 40_000_000;
export const MAX_PICTURE_BYTES = 24 * 1024 ** 2;
const MAX_PAGES = 10;
const MAX_CHARS = 100_000;
const MB = 1024 ** 2;

/** A page of a book takes some seconds. */
const limits: Record<Pictures, ApartLimits> = {
  picture: { processorMs: 40_000, timeMs: 120_000, memoryBytes: 1_024 * MB, outputBytes: 8 * MAX_CHARS },
  pdf: { processorMs: 80_000, timeMs: 240_000, memoryBytes: 1_280 * MB, outputBytes: 8 * MAX_CHARS },
};

/** Where the optional packages are looked for; a test looks where they are not. */
export const ocrPackages = { from: import.meta.url };

export const OCR_PACKAGES = ["tesseract.js", "tesseract.js-core", "@tesseract.js-data/eng/package.json"];

export function isOcrInstalled(): boolean {
  const { resolve } = createRequire(ocrPackages.from);
  try {
    for (const name of OCR_PACKAGES) resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** Kinds of pictures that Tesseract reads. */
export const READABLE_PICTURES = new Set(["image/png", "image/jpeg", "image/webp", "image/bmp", "image/x-ms-bmp"]);

/**
 * The text in a picture, or in the pictures of a PDF that has no other. Call it where `isOcrInstalled`. Throws UnreadableDocumentError (`no_text`
 * for a picture without any, `costly` also for one of too many pixels), and ApartError with `busy`.
 */
export async function textInPictures(file: Uint8Array, pictures: Pictures): Promise<DocumentReading> {
  const options: OcrOptions = {
    pictures,
    from: ocrPackages.from,
    maxPixels: MAX_PIXELS,
    maxPages: MAX_PAGES,
    maxChars: MAX_CHARS,
  };
  const answer = await readApart(formatsProgram(), { format: "ocr", document: file, options }, limits[pictures]).catch(
    (error: unknown) => {
      if (!(error instanceof ApartError) || error.reason === "busy") throw error;
      throw new UnreadableDocumentError(error.reason === "refused" || error.reason === "broken" ? "broken" : "costly");
    },
  );
  const reading = JSON.parse(answer) as DocumentReading;
  if (reading.markdown === "") throw new UnreadableDocumentError("no_text");
  return reading;
}
