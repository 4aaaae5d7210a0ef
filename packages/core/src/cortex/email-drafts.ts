/** Drafts of mail: answers to mail that came in, or new ones. They go out when their person sends them, and never otherwise. */
import { and, eq, ne, sql } from "drizzle-orm";
import { sayingLimit, withinLimit } from "#core/cortex/draft-limits";
import { EmailDraftEvents, EmailDraftSendRequested } from "#core/cortex/events";
import { emailDrafts } from "#core/cortex/proposals.sql";
import { cortexFields, cortexRefusals } from "#core/cortex/sayings";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { MAIL } from "#core/people/contacts";
import * as Resend from "#core/platform/resend";
import { refreshSettings } from "#core/platform/system-settings";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { Conflict, Forbidden, type Problem, ReadOnlyAccess, wrongInput } from "#kit/problem";
import { rowRead } from "#kit/row";
import { fieldSayings } from "#kit/sayings";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Draft = Row<typeof emailDrafts>;
export type InboundEmail = Row<typeof inboundEmails>;

export const MAX_RECIPIENTS = 10;
/** A mail that fails for good is worth a few attempts, and not any number. */
const MAX_ATTEMPTS = 10;

export interface Written {
  toAddresses?: string[];
  subject?: string;
  bodyText?: string;
  inReplyToEmailId?: string | null;
}

/** A new draft. One that answers a mail goes to whom that says, by its own head, and has its subject, unless something else is given. */
export async function create(ctx: Ctx, given: Written): Promise<Draft> {
  const { inReplyToEmailId } = given;
  const inserting = (values: Written) =>
    ctx.db.batch([insert(ctx, emailDrafts, values, { emits: { event: EmailDraftEvents.created } })]);
  if (!inReplyToEmailId) return (await inserting(given))[0];
  const [email] = await ctx.db.batch([rowRead(inboundEmails, inReplyToEmailId)]);
  if (!email) throw wrongInput("#/inReplyToEmailId", fieldSayings("does_not_exist"));
  return (await inserting({ toAddresses: answersTo(email), subject: answering(email.subject), ...given }))[0];
}

/** Where answers to a mail go: to the address that it names for them, or else to its sender (RFC 5322, section 3.6.2). One address at most. */
export function answersTo({ headers, sender }: Pick<InboundEmail, "headers" | "sender">): string[] {
  const named = typeof headers["reply-to"] === "string" ? headers["reply-to"] : "";
  const address = addressIn(named) ?? addressIn(sender);
  return address === undefined ? [] : [address];
}

function addressIn(mailbox: string): string | undefined {
  const address = (/<([^<>]{3,320})>/.exec(mailbox)?.[1] ?? mailbox.split(",")[0]!).trim();
  return address.length <= 320 && MAIL.test(address) ? address : undefined;
}

const answering = (subject: string | null) => {
  const plain = cut((subject ?? "").replace(/[\s\p{Cc}]+/gu, " ").trim(), 900);
  return /^(?:re|aw)\s*:/i.test(plain) ? plain : `Re: ${plain}`.trim();
};

export const unlessOpen = ({ status, mailStatus }: Pick<Draft, "status" | "mailStatus">): Problem | undefined => {
  if (status === "sent" || mailStatus === "requested") return Conflict(cortexRefusals("draft_sent"));
  return status === "discarded" ? Conflict(cortexRefusals("draft_discarded")) : undefined;
};

/** The same of a row in a statement. */
export const isOpen = sql`${emailDrafts.status} = 'draft' and ${emailDrafts.mailStatus} is distinct from 'requested'`;

/** Changes a draft that was not sent. One that was discarded is a draft again when its state says so. */
export const change = (
  ctx: Ctx,
  id: string,
  values: Written & { status?: "draft" | "discarded" },
  versions?: number[],
) =>
  transition(ctx, emailDrafts, id, {
    versions,
    refuse: (draft) => (values.status === "draft" && draft.status === "discarded" ? undefined : unlessOpen(draft)),
    change: {
      where: and(
        sql`${emailDrafts.mailStatus} is distinct from 'requested'`,
        values.status === "draft" ? ne(emailDrafts.status, "sent") : eq(emailDrafts.status, "draft"),
      ),
      values: { ...values, ...(values.bodyText !== undefined && { madeBy: "person" as const }) },
      emits: { event: EmailDraftEvents.updated },
    },
  });

/**
 * Asks that a draft go out, as the version that its person has seen; the mail itself goes from a workflow. Only its person does, signed in: no agent, no
 * API key. Throws NotConfigured and leaves the draft as it is where no mail goes out from here, and DraftLimit where too many were.
 */
export async function send(ctx: Ctx, id: string, version: number): Promise<Draft> {
  if (ctx.origin !== "api" || ctx.actor.apiKeyId !== undefined || ctx.actor.scopes !== undefined)
    throw Forbidden(cortexRefusals("only_a_person_sends"));
  await refreshSettings();
  return sayingLimit(ctx, () =>
    transition(ctx, emailDrafts, id, {
      versions: [version],
      follows: EmailDraftEvents.created,
      refuse(draft) {
        if (draft.userId !== ctx.actor.userId) return ReadOnlyAccess();
        const refused = unlessOpen(draft) ?? unsendable(draft);
        if (refused || draft.version !== version) return refused;
        return Resend.refusal();
      },
      change: ({ toAddresses, mailAttempt }) => ({
        first: withinLimit(ctx, toAddresses.length),
        where: isOpen,
        values: { mailStatus: "requested", mailProblem: null, mailAttempt: mailAttempt + 1 },
        emits: { event: EmailDraftSendRequested, payload: { recipients: toAddresses.length } },
      }),
    }),
  );
}

function unsendable({ toAddresses, bodyText, mailAttempt }: Draft): Problem | undefined {
  if (toAddresses.length === 0) return wrongInput("#/toAddresses", cortexFields("no_recipient"));
  if (bodyText.trim() === "") return wrongInput("#/bodyText", cortexFields("nothing_written"));
  return mailAttempt >= MAX_ATTEMPTS ? Conflict(cortexRefusals("draft_sent_often", { max: MAX_ATTEMPTS })) : undefined;
}
