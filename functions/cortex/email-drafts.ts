import * as z from "zod/mini";
import { whys } from "#core/cortex/door/asked";
import { intents } from "#core/cortex/draft-letters";
import { DraftLimit } from "#core/cortex/draft-limits";
import * as Drafting from "#core/cortex/draft-writing";
import * as Drafts from "#core/cortex/email-drafts";
import { EmailDraftEvents } from "#core/cortex/events";
import { emailDrafts, makers } from "#core/cortex/proposals.sql";
import { MAIL } from "#core/people/contacts";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, StaleVersion } from "#kit/problem";
import { patchSchema, rowSchema, Text } from "#kit/wire";

const WRITE = ["toAddresses", "subject", "bodyText"] as const;
const Address = z.email({ pattern: MAIL, error: "must be an e-mail address" }).check(z.maxLength(320));
const fields = { toAddresses: z.optional(z.array(Address).check(z.maxLength(Drafts.MAX_RECIPIENTS))) };
const version = z.int().check(z.gte(1), z.lte(2_147_483_647));
const Draft = rowSchema(emailDrafts);

export const { list, get, create, remove, restore, changes } = crud("/v1/cortex/email-drafts", emailDrafts, {
  write: WRITE,
  writeOnce: ["inReplyToEmailId"],
  fields,
  filter: ["status", "mailStatus", "inReplyToEmailId", "madeBy"],
  sort: ["sentAt"],
  emits: EmailDraftEvents,
  noun: "draft of a mail",
  example: { toAddresses: ["grace@example.com"], subject: "Tuesday", bodyText: "Hello Grace, Tuesday at ten works." },
  create: {
    verb: Drafts.create,
    description:
      "With `inReplyToEmailId` it answers a mail that came in: in its conversation, and to its sender or whom it names for answers, unless other addresses are given.",
  },
  remove: { description: "A mail that is asked for and has not gone yet does not go." },
});

export const update = endpoint("PATCH /v1/cortex/email-drafts/{emailDraftId}", {
  summary: "Update a draft of a mail",
  description: "While it was not sent. `discarded` keeps it and lets it not be sent.",
  body: patchSchema(emailDrafts, WRITE, { ...fields, status: z.optional(z.enum(["draft", "discarded"])) }),
  returns: Draft,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion, AlreadyExists],
  example: { body: { subject: "Wednesday" } },
  handler: (ctx) => Drafts.change(ctx, ctx.params.emailDraftId, ctx.body, ifMatch(ctx.headers["if-match"])),
});

export const send = endpoint("POST /v1/cortex/email-drafts/{emailDraftId}/send", {
  summary: "Send a draft of a mail",
  description:
    "As the version that was seen, by its person, signed in: not with an API key, and never by an agent. It goes out in a moment, from the address of this installation with your name and with your address for answers; `mailStatus` says what became of it. Where no mail goes out from here nothing is sent, and the draft stays.",
  body: z.strictObject({ version }),
  returns: Draft,
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion, NotConfigured, DraftLimit],
  example: { body: { version: 1 } },
  handler: (ctx) => Drafts.send(ctx, ctx.params.emailDraftId, ctx.body.version),
});

export const write = endpoint("POST /v1/cortex/email-drafts/{emailDraftId}/write", {
  summary: "Write an answer into a draft",
  description:
    "Of a draft that answers a mail: by a model where one is configured and may read mail, otherwise by a template for what is to be said. It writes over the text of the version that was seen, and leaves addresses and subject as they are.",
  body: z.strictObject({ intent: z.enum(intents), note: z.optional(Text(2_000)), version }),
  returns: z.strictObject({ draft: Draft, madeBy: z.enum(makers), why: z.nullable(z.enum(whys)) }),
  problems: [InvalidInput, NotFound, Forbidden, Conflict, StaleVersion],
  example: { body: { intent: "confirm", version: 1 } },
  handler: (ctx) => Drafting.write(ctx, ctx.params.emailDraftId, ctx.body),
});
