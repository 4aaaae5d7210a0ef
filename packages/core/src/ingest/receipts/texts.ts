import type { Saying } from "#kit/saying";
import { htmlText } from "../html-text.ts";
import type { EmailAttachment, ParsedEmail } from "../mime.ts";
import { pdfText, UnreadablePdfError } from "../pdf-text.ts";
import { mailReasons } from "../sayings.ts";

export interface ReadableTexts {
  /** What a person could read, best first: PDFs, the HTML part, the plain part; then the same of forwarded messages. */
  texts: string[];
  /** Attachments that could not be read although they should be readable, with the reason for a person. */
  unreadable: { fileName: string; reason: Saying }[];
}

/** `costlyPdfs`: after so many PDFs that reached a limit, no further one of the same mail is read, because each takes seconds. */
const limits = { pdfs: 5, costlyPdfs: 2, messages: 6, textAttachmentBytes: 500_000 } as const;

/** Reads the nth PDF of a mail; throws UnreadablePdfError when it cannot. */
export type ReadPdf = (file: Uint8Array, index: number) => Promise<string>;

/** Collects the readable texts of a mail for `classify` and `extractReceipt`. Reports what it cannot read instead of throwing. */
export async function readableTexts(
  email: ParsedEmail,
  readPdf: ReadPdf = (file) => pdfText(file),
): Promise<ReadableTexts> {
  const result: ReadableTexts = { texts: [], unreadable: [] };
  let pdfs = 0;
  let costlyPdfs = 0;
  for (const message of messagesOf(email).slice(0, limits.messages)) {
    for (const attachment of message.attachments) {
      if (!isPdf(attachment) || pdfs >= limits.pdfs) continue;
      pdfs++;
      if (costlyPdfs >= limits.costlyPdfs) {
        const reason = mailReasons("pdf_not_opened");
        result.unreadable.push({ fileName: attachment.fileName, reason });
        continue;
      }
      try {
        result.texts.push(await readPdf(attachment.content, pdfs - 1));
      } catch (error) {
        if (!(error instanceof UnreadablePdfError)) throw error;
        if (error.isCostly) costlyPdfs++;
        result.unreadable.push({ fileName: attachment.fileName, reason: error.why });
      }
    }
    if (message.html !== "") result.texts.push(htmlText(message.html));
    if (message.text !== "") result.texts.push(message.text);
    for (const attachment of message.attachments) {
      if (attachment.sizeBytes > limits.textAttachmentBytes) continue;
      const isHtml = attachment.mimeType === "text/html";
      if (!isHtml && attachment.mimeType !== "text/plain") continue;
      const source = new TextDecoder().decode(attachment.content);
      result.texts.push(isHtml ? htmlText(source) : source);
    }
  }
  result.texts = result.texts.filter((text) => text.trim() !== "");
  return result;
}

/** Senders often declare a PDF as an octet stream. */
function isPdf({ mimeType, fileName }: EmailAttachment): boolean {
  return mimeType === "application/pdf" || (mimeType === "application/octet-stream" && /\.pdf$/i.test(fileName));
}

function messagesOf(email: ParsedEmail): ParsedEmail[] {
  return [email, ...email.forwarded.flatMap(messagesOf)];
}
