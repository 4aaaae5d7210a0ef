/** The mail of a draft: it was asked for with the draft's row, and goes out from a workflow. */
import { sql } from "drizzle-orm";
import { EmailDraftFailed, EmailDraftSent } from "#core/cortex/events";
import { emailDrafts } from "#core/cortex/proposals.sql";
import { told } from "#core/cortex/told.en";
import { users } from "#core/identity/users.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import * as Notifications from "#core/platform/notifications";
import * as Resend from "#core/platform/resend";
import { refreshSettings } from "#core/platform/system-settings";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import type { CloudEvent, PayloadOf } from "#kit/event";
import { live, rowRead } from "#kit/row";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

type Draft = Row<typeof emailDrafts>;

/**
 * Hands the mail that was asked for at an attempt to the service, and yields whether it did: not when it went out, was given up, deleted, or asked for
 * anew since. The key is the same each time, so that the service sends one mail however often it is asked. Throws ThirdPartyError and NotConfigured.
 */
export async function deliver(ctx: Ctx, draftId: string, mailAttempt: number): Promise<boolean> {
  await refreshSettings();
  const [draft, person, answered] = await ctx.db.batch([
    rowRead(emailDrafts, draftId, true),
    rowRead(users, ctx.actor.userId),
    answeredRead(draftId),
  ]);
  if (draft?.mailStatus !== "requested" || draft.mailAttempt !== mailAttempt) return false;
  await Resend.send(ctx, {
    from: person?.name ?? undefined,
    to: draft.toAddresses,
    replyTo: person?.email,
    subject: draft.subject,
    text: draft.bodyText,
    headers: answered && threadOf(answered),
    idempotencyKey: `lifeos/draft/${draftId}/${mailAttempt}`,
  });
  return true;
}

interface Answered {
  messageId: string;
  references: string | null;
}

/** The mail that a draft answers, while it is here. */
function answeredRead(draftId: string): Read<Answered | undefined> {
  const query = read<Answered>(sql`
    select i.message_id as "messageId", i.headers ->> 'references' as "references" from ${inboundEmails} i
    where i.user_id = ${me} and i.id = (select d.in_reply_to_email_id from ${emailDrafts} d where d.id = ${draftId}::uuid)`);
  return { ...query, decode: (result) => query.decode(result)[0] };
}

/** More than these of a long conversation say no more about where it belongs. */
const MOST_REFERENCES = 20;
/** An id of a message (RFC 5322, section 3.6.4): what a stranger has written there goes on as such, and as nothing else. */
const MESSAGE_ID = /<[^\s<>@]{1,250}@[^\s<>@]{1,250}>/g;

/** The fields that put an answer into the conversation of the mail that it answers. */
export function threadOf({ messageId, references }: Answered): Record<string, string> {
  const [id] = idsIn(messageId);
  // A mail without an id was given one here, by which nobody else knows it.
  if (id === undefined) return {};
  const before = idsIn(references ?? "").filter((one) => one !== id);
  return { "In-Reply-To": id, References: [...before.slice(-MOST_REFERENCES), id].join(" ") };
}

const idsIn = (text: string) => (text.match(MESSAGE_ID) ?? []).filter((id) => /^[\x21-\x7e]+$/.test(id));

/** Notes that the mail of an attempt is on its way. */
export const noteSent = (ctx: Ctx, draftId: string, mailAttempt: number) =>
  note(
    ctx,
    draftId,
    mailAttempt,
    { mailStatus: "mailed", status: "sent", sentAt: ctx.now().toISOString() },
    EmailDraftSent,
  );

/** Notes that the mail of an attempt will not go; the draft stays as it was. */
export const noteFailed = (ctx: Ctx, draftId: string, mailAttempt: number, mailProblem: Draft["mailProblem"]) =>
  note(ctx, draftId, mailAttempt, { mailStatus: "failed", mailProblem }, EmailDraftFailed);

async function note(
  ctx: Ctx,
  draftId: string,
  mailAttempt: number,
  values: Partial<Pick<Draft, "mailStatus" | "mailProblem" | "status" | "sentAt">>,
  event: typeof EmailDraftSent | typeof EmailDraftFailed,
): Promise<void> {
  const isStill = sql`${live(emailDrafts, draftId)} and ${emailDrafts.userId} = ${me} and ${emailDrafts.mailStatus} = 'requested' and ${emailDrafts.mailAttempt} = ${mailAttempt}::int`;
  await ctx.db.batch([update(ctx, emailDrafts, isStill, values, { emits: { event } })]);
}

/** Tells a person once that a mail of theirs did not go, and what can be done. */
export const tellFailed = (ctx: Ctx, { id, data }: CloudEvent<PayloadOf<typeof EmailDraftFailed>>) =>
  Notifications.send(ctx, {
    kind: "draft_mail_failed",
    title: told("draft_refused_title"),
    body: [data.payload.mailProblem === "refused" ? told("draft_refused") : told("draft_unanswered")],
    action: { emailDraftId: data.entityId },
    sourceEventId: id,
  });
