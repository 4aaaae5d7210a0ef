/**
 * What a stored message says, as a small plain value. A message of a few kilobytes can keep its readers busy for a second, so
 * whatever is not small and plain is read in a process of its own, once for the whole message: MIME, PDFs, HTML and the
 * search for a receipt in all of it.
 */
import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import { cut } from "#kit/text";
import type { Booking } from "./bookings.ts";
import { classify, type EmailKind } from "./classify.ts";
import { htmlText } from "./html-text.ts";
import { NotAnEmailError, type ParsedEmail, parseEmail } from "./mime.ts";
import { formatsProgram, pdfTextBounds, refuseAtSight, UnreadablePdfError, unreadablePdf } from "./pdf-text.ts";
import { extractReceipt, type Receipt } from "./receipts/receipt.ts";
import { type ReadableTexts, type ReadPdf, readableTexts } from "./receipts/texts.ts";

export interface MailContents {
  kind: EmailKind;
  /** 0–1, of the kind. */
  confidence: number;
  /** Whatever was found of a receipt, sure or not. */
  receipt: Receipt | null;
  /** What is booked, or what was called off. */
  bookings: Booking[];
  /** What a person reads, fit for the database. */
  text: string;
  attachments: { fileName: string; mimeType: string; sizeBytes: number }[];
  /** When it was sent, as its head says: ISO 8601 UTC. */
  date: string | null;
  unreadable: ReadableTexts["unreadable"];
}

export interface MailContext {
  /** An instant that UTC tells the day of which it is where the reader lives. */
  now: Date;
  /** The currency of amounts that name none. */
  defaultCurrency: string | undefined;
}

/** Reading the message was given up at a limit; the message says so to a person. */
export class CostlyMailError extends Error {
  override readonly name = "CostlyMailError";
}

/** What is shorter and has no attachments takes some milliseconds, less than a process. */
const SMALL_MAIL_BYTES = 8 * 1024;
const MAX_TEXT_CHARS = 200_000;
const MB = 1024 * 1024;

/**
 * Of a message and all that is attached to it. It is read three times at most, the second and third time without what reached a
 * limit, which is less by the clock than a workflow's step has. A process holds 60 MB before it reads anything; the largest
 * honest messages take six times their size beside.
 */
const limitsFor = (raw: Uint8Array): ApartLimits => ({
  processorMs: 6_000,
  timeMs: 18_000,
  memoryBytes: 320 * MB + 8 * raw.length,
  outputBytes: 4 * MB,
});

/** Why PDFs of a message are not opened, by their index in it: each ended a process that read the message. */
type GivenUp = Record<string, string>;

/**
 * Reads a message. A PDF that costs too much is left out with its reason, and everything else is read. Throws NotAnEmailError
 * and CostlyMailError for what the message is to blame, and ApartError with `busy` when too many are being read.
 */
export async function readMailContents(raw: Uint8Array, context: MailContext): Promise<MailContents> {
  if (raw.length <= SMALL_MAIL_BYTES) {
    const message = await parseEmail(raw);
    if (message.attachments.length === 0) return contentsOf(message, context);
  }
  const limits = limitsFor(raw);
  const givenUp: GivenUp = {};
  for (;;) {
    try {
      const options = { ...context, givenUp } satisfies MailOptions;
      return contentsIn(await readApart(formatsProgram(), { format: "mail", document: raw, options }, limits));
    } catch (error) {
      if (!(error instanceof ApartError) || error.reason === "busy" || error.reason === "refused") throw error;
      // A process that broke down could not say where; then every PDF is suspected.
      const part = error.at ?? ANY_PDF;
      if (part === THE_REST || part in givenUp || ANY_PDF in givenUp) throw costly(error, limits);
      givenUp[part] = unreadablePdf(error, limits).message;
    }
  }
}

const costly = (error: ApartError, { processorMs, timeMs, memoryBytes }: ApartLimits) =>
  new CostlyMailError(
    error.reason === "time"
      ? `Reading the message takes more than ${Math.min(processorMs, timeMs) / 1000} seconds.`
      : error.reason === "memory"
        ? `Reading the message takes more than ${Math.floor(memoryBytes / MB)} MB of memory.`
        : "The message breaks the program that reads it.",
    { cause: error },
  );

/** Parts of a message beside its PDFs, which are told by their index. */
const THE_REST = "";
const ANY_PDF = "any";

interface MailOptions extends MailContext {
  givenUp: GivenUp;
}

/** The same after it has been JSON. */
type SentOptions = Omit<MailOptions, "now"> & { now: string };

/** What the process sends: a message that is no e-mail is an answer too, unlike a mistake of the program. */
type Sent = { contents: MailContents } | { notAnEmail: string };

function contentsIn(text: string): MailContents {
  const sent = JSON.parse(text) as Sent;
  if ("notAnEmail" in sent) throw new NotAnEmailError(sent.notAnEmail);
  return sent.contents;
}

/** The format of `readMailContents`, in the process that it starts. */
export async function mailApart(raw: Uint8Array, options: unknown, begin: (part: string) => void): Promise<string> {
  const { now, givenUp, defaultCurrency } = options as SentOptions;
  begin(THE_REST);
  try {
    const contents = await contentsOf(
      await parseEmail(raw),
      { now: new Date(now), defaultCurrency },
      pdfReader(givenUp, begin),
    );
    return JSON.stringify({ contents } satisfies Sent);
  } catch (error) {
    if (error instanceof NotAnEmailError) return JSON.stringify({ notAnEmail: error.message } satisfies Sent);
    throw error;
  }
}

/** Reads PDFs in this process, which may be ended for them. */
function pdfReader(givenUp: GivenUp, begin: (part: string) => void): ReadPdf {
  return async (file, index) => {
    const reason = givenUp[index] ?? givenUp[ANY_PDF];
    if (reason !== undefined) throw new UnreadablePdfError(reason, { isCostly: true });
    refuseAtSight(file);
    begin(String(index));
    try {
      const { pdfPages } = await import("./pdf-pages.ts");
      // A copy, because the reader keeps the memory that it is given.
      return await pdfPages(file.slice(), pdfTextBounds);
    } catch (cause) {
      throw new UnreadablePdfError(cause instanceof Error ? cause.message : String(cause), { cause });
    } finally {
      begin(THE_REST);
    }
  };
}

async function contentsOf(
  message: ParsedEmail,
  { now, defaultCurrency }: MailContext,
  readPdf?: ReadPdf,
): Promise<MailContents> {
  const { texts, unreadable } = await readableTexts(message, readPdf);
  const { kind, confidence, bookings } = classify(message, texts.join("\n\n"));
  return {
    kind,
    confidence,
    receipt: kind === "receipt" ? extractReceipt({ email: message, texts, now, defaultCurrency }) : null,
    bookings,
    text: cut(message.text || htmlText(message.html, { forReader: true }) || texts[0] || "", MAX_TEXT_CHARS)
      .replaceAll("\0", "")
      .toWellFormed(),
    attachments: message.attachments.slice(0, 100).map(({ fileName, mimeType, sizeBytes }) => ({
      fileName: cut(fileName, 255).toWellFormed(),
      mimeType: cut(mimeType, 255),
      sizeBytes,
    })),
    date: message.date,
    unreadable,
  };
}
