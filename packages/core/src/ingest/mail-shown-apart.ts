/** What `mail-shown.ts` has read in a process of its own. */
import { shownHtml, shownText } from "./mail-html.ts";
import { type EmailAttachment, NotAnEmailError, parseEmail } from "./mime.ts";

export interface ShownBody {
  /** What stands in the body of a page. */
  html: string;
  /** Pictures that were left out because they would have been fetched from elsewhere. */
  remotePictures: number;
  /** Pictures that were left out because the answer would have been too large. */
  omittedPictures: number;
}

/** An answer has 4.7 million bytes at most; pictures are a third larger than their bytes. */
const MAX_HTML_CHARS = 4_000_000;
const MAX_PICTURE_CHARS = 3_000_000;

export interface ShownOptions {
  /** Of the attachment that is wanted; null for the body. */
  position: number | null;
}

/** The format of the above, in the process that they start. */
export async function shownApart(raw: Uint8Array, options: unknown): Promise<string> {
  const { position } = options as ShownOptions;
  const message = await parseEmail(raw).catch((error: unknown) => {
    if (error instanceof NotAnEmailError) return { html: "", text: Buffer.from(raw).toString("utf8"), attachments: [] };
    throw error;
  });
  if (position === null) return JSON.stringify(bodyOf(message));
  const attachment = message.attachments[position];
  if (!attachment) return "null";
  const { fileName, mimeType, content } = attachment;
  return JSON.stringify({ fileName, mimeType, content: Buffer.from(content).toString("base64") });
}

function bodyOf({
  html,
  text,
  attachments,
}: {
  html: string;
  text: string;
  attachments: EmailAttachment[];
}): ShownBody {
  if (html.trim() === "") return { html: shownText(text), remotePictures: 0, omittedPictures: 0 };
  let pictureChars = 0;
  let omittedPictures = 0;
  const { html: safe, remotePictures } = shownHtml(html, (contentId) => {
    const found = attachments.find((one) => one.contentId === contentId && /^image\//.test(one.mimeType));
    if (!found) return undefined;
    const address = `data:${found.mimeType};base64,${Buffer.from(found.content).toString("base64")}`;
    if (pictureChars + address.length > MAX_PICTURE_CHARS) {
      omittedPictures++;
      return undefined;
    }
    pictureChars += address.length;
    return address;
  });
  if (safe.length <= MAX_HTML_CHARS) return { html: safe, remotePictures, omittedPictures };
  return { html: shownText(text || "The message is too long to be shown."), remotePictures, omittedPictures };
}
