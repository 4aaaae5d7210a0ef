/**
 * The contents of a stored message, as a small plain value. A message of a few kilobytes can keep parsers busy for a second, so
 * any message that is not small and plain is read in a separate process, once as a whole: MIME, PDFs, HTML and the search for a
 * receipt.
 */

import { ApartError, type ApartLimits, readApart } from "#cloud/apart";
import type { Saying } from "#kit/saying";
import { raisedSaying } from "#kit/sayings";
import { cut } from "#kit/text";
import type { Booking } from "./bookings.ts";
import { classify, type EmailKind } from "./classify.ts";
import { htmlText } from "./html-text.ts";
import { NotAnEmailError, type ParsedEmail, parseEmail } from "./mime.ts";
import { formatsProgram, pdfTextBounds, refuseAtSight, UnreadablePdfError, unreadablePdf } from "./pdf-text.ts";
import { type Bill, extractBill } from "./receipts/bill.ts";
import { extractReceipt, type Receipt } from "./receipts/receipt.ts";
import { type ReadableTexts, type ReadPdf, readableTexts } from "./receipts/texts.ts";
import { mailReasons } from "./sayings.ts";

export interface MailContents {
  kind: EmailKind;
  /** The confidence in the kind, 0 to 1. */
  confidence: number;
  /** The receipt that was found, however uncertain. */
  receipt: Receipt | null;
  /** The bill that was found, however uncertain. */
  bill: Bill | null;
  /** What is booked or was cancelled. */
  bookings: Booking[];
  /** The readable text, fit for a database column. */
  text: string;
  attachments: { fileName: string; mimeType: string; sizeBytes: number }[];
  /** When it was sent, by its head: ISO 8601 UTC. */
  date: string | null;
  unreadable: ReadableTexts["unreadable"];
}

export interface MailContext {
  /** An instant whose day in UTC is the reader's current day. */
  now: Date;
  /** The currency of amounts without one. */
  defaultCurrency: string | undefined;
}

/** Reading was aborted at a limit. The error's message is for a person. */
export class CostlyMailError extends Error {
  override readonly name = "CostlyMailError";
  readonly why: Saying;

  constructor(why: Saying, options: ErrorOptions) {
    super(why.text, options);
    this.why = why;
  }
}

/** Reading a shorter message without attachments takes some milliseconds, less than starting a process. */
const SMALL_MAIL_BYTES = 8 * 1024;
const MAX_TEXT_CHARS = 200_000;
const MB = 1024 * 1024;

/**
 * Limits for a message with all of its attachments. It is read three times at most, the second and third time without what
 * reached a limit; together that takes less time than a workflow's step has. A process uses 60 MB before it reads anything, and
 * the largest harmless messages take six times their size in addition.
 */
const limitsFor = (raw: Uint8Array): ApartLimits => ({
  processorMs: 6_000,
  timeMs: 18_000,
  memoryBytes: 320 * MB + 8 * raw.length,
  outputBytes: 4 * MB,
});

/** Why PDFs of a message are skipped, by their index: each made a process that read the message reach a limit. */
type GivenUp = Record<string, Saying>;

/**
 * Reads a message. A PDF that costs too much is left out with its reason, and everything else is read. Throws NotAnEmailError and
 * CostlyMailError when the message is the cause, and ApartError with `busy` when too many messages are being read.
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
      // A process that crashed did not report the part; then all PDFs are skipped.
      const part = error.at ?? ANY_PDF;
      if (part === THE_REST || part in givenUp || ANY_PDF in givenUp) throw costly(error, limits);
      givenUp[part] = unreadablePdf(error, limits).why;
    }
  }
}

const costly = (error: ApartError, { processorMs, timeMs, memoryBytes }: ApartLimits) =>
  new CostlyMailError(
    error.reason === "time"
      ? mailReasons("mail_seconds", { seconds: Math.min(processorMs, timeMs) / 1000 })
      : error.reason === "memory"
        ? mailReasons("mail_memory", { maxMb: Math.floor(memoryBytes / MB) })
        : mailReasons("mail_breaks_reader"),
    { cause: error },
  );

/** Names of parts of a message; PDFs have their index. */
const THE_REST = "";
const ANY_PDF = "any";

interface MailOptions extends MailContext {
  givenUp: GivenUp;
}

/** The options as JSON has them. */
type SentOptions = Omit<MailOptions, "now"> & { now: string };

/** The answer of the process. A message that is no e-mail is an answer, in contrast to an error of the program. */
type Sent = { contents: MailContents } | { notAnEmail: Saying };

function contentsIn(text: string): MailContents {
  const sent = JSON.parse(text) as Sent;
  if ("notAnEmail" in sent) throw new NotAnEmailError(sent.notAnEmail);
  return sent.contents;
}

/** The format of `readMailContents`, run in the process that it starts. */
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
    if (error instanceof NotAnEmailError) return JSON.stringify({ notAnEmail: error.why } satisfies Sent);
    throw error;
  }
}

/** Reads PDFs in this process, which is ended if one costs too much. */
function pdfReader(givenUp: GivenUp, begin: (part: string) => void): ReadPdf {
  return async (file, index) => {
    const reason = givenUp[index] ?? givenUp[ANY_PDF];
    if (reason !== undefined) throw new UnreadablePdfError(reason, { isCostly: true });
    refuseAtSight(file);
    begin(String(index));
    try {
      const { pdfPages } = await import("./pdf-pages.ts");
      // A copy, because the reader takes over the buffer that it is given.
      return await pdfPages(file.slice(), pdfTextBounds);
    } catch (cause) {
      throw new UnreadablePdfError(raisedSaying(cause instanceof Error ? cause.message : String(cause)), { cause });
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
    bill: kind === "bill" ? extractBill({ email: message, texts, now, defaultCurrency }) : null,
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
