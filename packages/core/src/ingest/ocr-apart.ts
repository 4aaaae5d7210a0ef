/** Reads the text in pictures in a process that may be killed while it does. Call `textInPictures` instead, which starts that process. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Worker } from "tesseract.js";
import type { DocumentReading } from "./document-text.ts";
import { markdownWriter, writePlain } from "./markdown-writer.ts";
import type { OcrOptions } from "./ocr.ts";
import { pictureSize } from "./picture-size.ts";

/** Of what is less sure than this, most is no word: shadows and leaves look like letters, too. */
const LEAST_CONFIDENCE = 60;
/** Fewer letters and digits than this are no text. */
const LEAST_SIGNS = 6;

export async function ocrApart(file: Uint8Array, given: unknown): Promise<string> {
  const options = given as OcrOptions;
  const reading: DocumentReading =
    options.pictures === "pdf" ? await ofPdf(file, options) : await ofPicture(file, options);
  return JSON.stringify(reading);
}

async function ofPicture(file: Uint8Array, options: OcrOptions): Promise<DocumentReading> {
  const size = pictureSize(file);
  if (!size || size.width * size.height > options.maxPixels) return { markdown: "", isCut: false };
  return withWorker(options, async (worker) => asReading([await textOf(worker, file)], options));
}

async function ofPdf(file: Uint8Array, options: OcrOptions): Promise<DocumentReading> {
  const { extractImages, getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(file, {
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    enableXfa: false,
    maxImageSize: options.maxPixels,
    verbosity: 0,
  });
  return withWorker(options, async (worker) => {
    const texts: string[] = [];
    const pages = Math.min(pdf.numPages, options.maxPages);
    for (let number = 1; number <= pages; number++) {
      const images = await extractImages(pdf, number);
      const largest = images.reduce<(typeof images)[number] | undefined>(
        (most, one) => (one.width * one.height > (most?.width ?? 0) * (most?.height ?? 0) ? one : most),
        undefined,
      );
      if (largest && largest.width * largest.height <= options.maxPixels)
        texts.push(await textOf(worker, anymapOf(largest)));
    }
    return { ...asReading(texts, options), pages: pdf.numPages, isCut: pdf.numPages > pages };
  });
}

function asReading(texts: readonly string[], { maxChars }: OcrOptions): DocumentReading {
  const writer = markdownWriter(maxChars);
  for (const text of texts) {
    if (text === "") continue;
    writer.rule();
    writePlain(writer, text);
  }
  return writer.finish();
}

/** The packages are optional, so they are found by name while this runs, and are part of no bundle. */
async function withWorker<T>({ from }: OcrOptions, use: (worker: Worker) => Promise<T>): Promise<T> {
  const require = createRequire(from);
  const { createWorker, OEM } = require("tesseract.js") as typeof import("tesseract.js");
  const data = path.join(path.dirname(require.resolve("@tesseract.js-data/eng/package.json")), "4.0.0_best_int");
  await readFile(path.join(data, "eng.traineddata.gz"));
  const worker = await createWorker("eng", OEM.LSTM_ONLY, { langPath: data, cacheMethod: "none", gzip: true });
  try {
    return await use(worker);
  } finally {
    await worker.terminate();
  }
}

async function textOf(worker: Worker, picture: Uint8Array): Promise<string> {
  const { data } = await worker.recognize(Buffer.from(picture), {}, { text: false, blocks: true });
  const paragraphs = (data.blocks ?? []).flatMap((block) => block.paragraphs);
  const text = paragraphs
    .map(({ lines }) =>
      lines
        .map(({ words }) =>
          words
            .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
            .map((word) => word.text)
            .join(" "),
        )
        .filter((line) => /[\p{L}\p{N}]{2}/u.test(line))
        .join("\n"),
    )
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < LEAST_SIGNS ? "" : text;
}

/** Pixels as a portable anymap, the simplest picture there is. */
function anymapOf({
  data,
  width,
  height,
  channels,
}: {
  data: Uint8ClampedArray;
  width: number;
  height: number;
  channels: number;
}): Buffer {
  const isGray = channels === 1;
  const pixels = Buffer.alloc(width * height * (isGray ? 1 : 3));
  if (channels !== 4) pixels.set(data.subarray(0, pixels.length));
  else
    for (let at = 0, to = 0; to < pixels.length; at += 4, to += 3) {
      pixels[to] = data[at]!;
      pixels[to + 1] = data[at + 1]!;
      pixels[to + 2] = data[at + 2]!;
    }
  return Buffer.concat([Buffer.from(`P${isGray ? 5 : 6}\n${width} ${height}\n255\n`), pixels]);
}
