/** The bytes of a message that was received. */

import type { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { headMail, isOwnMail, maxMailBytes, readMail } from "#core/ingest/mail-store";
import { mailReasons } from "#core/ingest/sayings";
import { problem } from "#kit/problem";

/** Nothing that is tried again will change it. */
export const UnreadableMail = /* @__PURE__ */ problem("invalid", "unreadable_mail", "The e-mail cannot be read");

type Email = typeof inboundEmails.$inferSelect;

/** The bytes of a stored message. Throws UnreadableMail when they are not kept any more, or are too many. */
export async function rawOf(row: Pick<Email, "userId" | "rawObjectKey">): Promise<Buffer> {
  const key = row.rawObjectKey;
  // What was too large stayed where somebody else may put another message in its place.
  if (key !== null && !isOwnMail(row.userId, key)) throw UnreadableMail(mailReasons("mail_too_large"));
  const head = key === null ? undefined : await headMail(key);
  if (key === null || !head) throw UnreadableMail(mailReasons("mail_gone"));
  const maxBytes = maxMailBytes();
  if (head.sizeBytes > maxBytes)
    throw UnreadableMail(mailReasons("mail_bytes", { bytes: head.sizeBytes, max: maxBytes }));
  const raw = await readMail(key, maxBytes);
  if (!raw) throw UnreadableMail(mailReasons("mail_gone"));
  return raw;
}
