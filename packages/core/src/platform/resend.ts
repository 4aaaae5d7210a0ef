/**
 * Mail to people, by Resend (https://resend.com/docs/api-reference/emails/send-email). Where no key is configured nothing goes out, and
 * whoever wants to send something learns it before.
 */
import * as z from "zod/mini";
import { ask } from "#cloud/ask";
import { settingOf } from "#core/platform/system-settings";
import type { Ctx } from "#kit/ctx";
import { NotConfigured, type Problem } from "#kit/problem";
import { ThirdPartyError, thirdParty } from "#kit/third-party";

const service = /* @__PURE__ */ thirdParty("resend", {
  timeoutMs: 10_000,
  totalMs: 20_000,
  tries: 2,
  maxBytes: 64 * 1024,
});

export interface Mail {
  /** The name beside the address of this installation. */
  from?: string | undefined;
  to: string | readonly string[];
  /** Where answers go. */
  replyTo?: string | undefined;
  subject: string;
  text: string;
  /** Further fields of its head, such as those that name the mail that it answers. */
  headers?: Readonly<Record<string, string>> | undefined;
  attachments?: readonly Attachment[];
  /** At most 256 characters. For a day the service sends one mail under it, and refuses another one. */
  idempotencyKey: string;
}

export interface Attachment {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** NotConfigured, where no mail goes out from here. Call `refreshSettings` before. */
export const refusal = (): Problem | undefined =>
  settingOf("RESEND_API_KEY") && settingOf("MAIL_FROM")
    ? undefined
    : NotConfigured("RESEND_API_KEY and MAIL_FROM are not set, so that no mail goes out from here.");

/**
 * Hands a mail over, and yields the service's id of it. Throws NotConfigured, and ThirdPartyError: `isRefusal` tells whether trying again
 * helps.
 */
export async function send(ctx: Ctx, mail: Mail): Promise<string> {
  const [secret, address] = [settingOf("RESEND_API_KEY"), settingOf("MAIL_FROM")];
  if (!secret || !address) throw refusal();
  const to = [mail.to].flat();
  const base = settingOf("RESEND_URL") ?? "https://api.resend.com";
  const { id } = await ask(ctx, service, {
    what: "a mail to be sent",
    method: "POST",
    url: new URL("emails", base.endsWith("/") ? base : `${base}/`),
    headers: { authorization: `Bearer ${secret}` },
    secrets: [secret, ...to],
    idempotencyKey: mail.idempotencyKey,
    json: {
      from: mailbox(mail.from, address),
      to,
      ...(mail.replyTo && { reply_to: mail.replyTo }),
      subject: oneLine(mail.subject),
      text: mail.text,
      ...(mail.headers && Object.keys(mail.headers).length > 0 && { headers: mail.headers }),
      attachments: mail.attachments?.map(({ fileName, mediaType, bytes }) => ({
        filename: fileName,
        content_type: mediaType,
        content: Buffer.from(bytes).toString("base64"),
      })),
    },
    returns: z.object({ id: z.string().check(z.maxLength(255)) }),
  });
  return id;
}

/**
 * Whether the service refuses the mail itself, so that the same one is refused again. 409 with `concurrent_idempotent_requests`: the same mail is
 * being sent at this moment.
 */
export function isRefusal(error: unknown): boolean {
  if (!(error instanceof ThirdPartyError) || error.reason !== "status") return false;
  const { status = 0, body = "" } = error;
  if (status === 409) return !body.includes("concurrent_idempotent_requests");
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** A name and an address (RFC 5322, section 3.4): the name is quoted, and has nothing that ends it. */
function mailbox(name: string | undefined, address: string): string {
  const plain = oneLine(name ?? "").replace(/["\\<>]/g, "");
  return plain === "" ? address : `"${plain}" <${address}>`;
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();
