/**
 * Mail that is nothing else becomes a document: what is a receipt, a bill or a booking is made use of elsewhere. What a machine answers to a mail (that
 * it did not arrive, that somebody is away) tells of that mail alone, and is none.
 */
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { plainMarkdown } from "#core/ingest/markdown-writer";
import { documents, MAX_DOCUMENT_CHARS } from "#core/knowledge/documents.sql";
import { DocumentEvents } from "#core/knowledge/events";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { rowRead } from "#kit/row";
import { cut, shownName } from "#kit/text";

type Email = typeof inboundEmails.$inferSelect;

/** Makes the document of a message that was read, once. */
export async function keep(ctx: Ctx, emailId: string): Promise<void> {
  const [email] = await ctx.db.batch([rowRead(inboundEmails, emailId, true)]);
  if (email?.classification !== "other" || isAnsweredByMachine(email)) return;
  const contentMarkdown = contentOf(email);
  if (contentMarkdown === undefined) return;
  const values = { title: titleOf(email), contentMarkdown, sourceEmailId: emailId };
  await ctx.db.batch([
    insert(ctx, documents, values, { emits: { event: DocumentEvents.created }, onConflict: "nothing" }),
  ]);
}

/** By what such mail says of itself (RFC 3834, RFC 3464). */
const isAnsweredByMachine = ({ headers, sender }: Pick<Email, "headers" | "sender">): boolean =>
  /^auto-replied/i.test(String(headers["auto-submitted"] ?? "")) ||
  /multipart\/report/i.test(String(headers["content-type"] ?? "")) ||
  /\b(?:mailer-daemon|postmaster)@/i.test(sender);

const titleOf = ({ subject, sender }: Pick<Email, "subject" | "sender">) =>
  cut(shownName(subject?.trim() || sender), 500);

/** Who wrote, what they wrote, and what came with it; nothing for a mail without words. */
function contentOf({
  sender,
  bodyText,
  attachments,
}: Pick<Email, "sender" | "bodyText" | "attachments">): string | undefined {
  if (!bodyText?.trim() && attachments.length === 0) return undefined;
  const names = attachments.map(({ fileName }) => fileName);
  const text = [sender, bodyText ?? "", names.join("\n")].filter((part) => part.trim() !== "").join("\n\n");
  return plainMarkdown(text, MAX_DOCUMENT_CHARS).markdown;
}
