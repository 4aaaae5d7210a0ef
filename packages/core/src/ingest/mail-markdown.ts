/** The Markdown of a stored e-mail: what it is about, who wrote it and when, what it says, and what came with it. */
import { writeHtml } from "./html-markdown.ts";
import { markdownWriter, type Written, writePlain } from "./markdown-writer.ts";
import { type Mailbox, parseEmail } from "./mime.ts";

const MAX_NAMES = 50;
const nameOf = ({ name, address }: Mailbox) => (name ? `${name} <${address}>` : address);

export async function mailMarkdown(raw: Uint8Array, maxChars: number): Promise<Written> {
  const { subject, from, to, date, text, html, attachments } = await parseEmail(raw);
  const writer = markdownWriter(maxChars);
  if (subject !== "") {
    writer.block(1);
    writer.text(subject);
  }
  writer.block();
  const recipients = to.slice(0, MAX_NAMES).map(nameOf).join(", ");
  for (const line of [from ? nameOf(from) : "", recipients && `→ ${recipients}`, date?.slice(0, 10) ?? ""]) {
    writer.text(line);
    writer.br();
  }
  writer.block();
  if (text.trim() !== "") writePlain(writer, text);
  else writeHtml(writer, html);
  while (writer.depth() > 0) writer.endList();
  writer.list(false);
  for (const { fileName } of attachments.slice(0, MAX_NAMES)) {
    writer.item();
    writer.text(fileName);
  }
  writer.endList();
  return writer.finish();
}
