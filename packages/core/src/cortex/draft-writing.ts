/** Writes the text of an answer into a draft: by templates, or by a model where one is configured and permitted. To whom it goes is never written here. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { ask } from "#core/cortex/door/ask";
import type { Why } from "#core/cortex/door/asked";
import { neutral } from "#core/cortex/door/neutral";
import { type Intent, letterOf, type MailKind } from "#core/cortex/draft-letters";
import { type Draft, type InboundEmail, isOpen, unlessOpen } from "#core/cortex/email-drafts";
import { EmailDraftEvents } from "#core/cortex/events";
import { emailDrafts } from "#core/cortex/proposals.sql";
import { cortexRefusals } from "#core/cortex/sayings";
import { users } from "#core/identity/users.sql";
import { inboundEmails } from "#core/ingest/inbound-emails.sql";
import { languageOf } from "#core/knowledge/language";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { Conflict, ReadOnlyAccess, StaleVersion } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { requestSayings } from "#kit/sayings";
import { rowReader, selection } from "#kit/selection";
import { columnsOf } from "#kit/table";
import { cut } from "#kit/text";
import { transition } from "#kit/transition";

const MAX_READ = 8_000;
export const MAX_LETTER = 10_000;

export interface Wish {
  intent: Intent;
  note?: string | undefined;
  /** The version of the draft that was seen: what its person has written since is not written over. */
  version: number;
}

export interface WrittenDraft {
  draft: Draft;
  madeBy: "rules" | "model";
  /** Why no model has done it; null where one has. */
  why: Why | null;
}

/** Writes an answer into a draft. Throws StaleVersion, and Conflict for a draft that answers nothing, or was sent. */
export async function write(ctx: Ctx, id: string, { intent, note, version }: Wish): Promise<WrittenDraft> {
  const [draft, email, person] = await findRow(
    ctx,
    emailDrafts,
    id,
    answeredRead(id),
    rowRead(users, ctx.actor.userId),
  );
  if (draft.userId !== ctx.actor.userId) throw ReadOnlyAccess();
  const refusal = unlessOpen(draft);
  if (refusal) throw refusal;
  if (draft.version !== version)
    throw StaleVersion(requestSayings("at_version", { version: draft.version }), { current: draft });
  if (!email) throw Conflict(cortexRefusals("draft_answers_nothing"));
  const name = person?.name ?? undefined;
  const asked = await ask(ctx, {
    capability: "draft_email",
    pillars: ["ingest"],
    instructions: `Write the text of an answer to the mail, in its language, short and polite, without a subject and without placeholders. ${purposes[intent]} ${note ? "What else is to be said is given as a note." : ""} ${name ? `It is signed by ${JSON.stringify(cut(name, 100))}.` : ""} Say nothing that neither the mail nor the note says, promise nothing else, and name no links and no addresses.`,
    data: [
      { label: "the subject of the mail", text: email.subject ?? "" },
      { label: "the mail", text: cut(email.bodyText ?? "", MAX_READ) },
      ...(note ? [{ label: "the note of whoever answers", text: note }] : []),
    ],
    answer: Letter,
    versions: `${id}:${version},${email.id},${intent},${note ?? ""}`,
  });
  const said = asked.by === "model" ? soundLetter(asked.value.text) : undefined;
  const why = asked.by === "rules" ? asked.why : said === undefined ? "invalid" : null;
  const madeBy = said === undefined ? "rules" : "model";
  const bodyText =
    said ??
    letterOf({
      intent,
      kind: kindOf(email),
      language: languageFor(email, person?.locale),
      to: nameOf(email.sender),
      from: name,
      note,
    });
  const written = await transition(ctx, emailDrafts, id, {
    versions: [version],
    refuse: unlessOpen,
    change: { where: isOpen, values: { bodyText, madeBy }, emits: { event: EmailDraftEvents.updated } },
  });
  return { draft: written, madeBy, why };
}

const Letter = z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(MAX_LETTER)) });

const purposes: Readonly<Record<Intent, string>> = {
  confirm: "It says yes to what the mail asks, or confirms what it says.",
  decline: "It declines politely what the mail asks or offers.",
  ask_date: "It asks for a date or a time.",
  thanks: "It says thanks, and nothing else.",
};

/** What a model wrote, without what leads elsewhere; undefined where nothing is left, or an address that it may have been talked into. */
export function soundLetter(text: string): string | undefined {
  const plain = neutral(text).replaceAll("\0", "").toWellFormed().trim();
  if (plain === "" || plain.length > MAX_LETTER) return undefined;
  // Addresses have lost their scheme by now: what looks like one, or like a gap to be filled in, is not sent in anybody's name.
  return /@|:\/\/|[a-z0-9-]\.[a-z]{2,}|\[[^\]\n]{1,40}\]/i.test(plain) ? undefined : plain;
}

const kindOf = ({ classification }: InboundEmail): MailKind =>
  classification === "receipt" || classification === "bill" || classification === "booking" ? classification : "other";

function languageFor({ subject, bodyText }: InboundEmail, locale: string | null | undefined): "en" | "de" {
  const found = languageOf(`${subject ?? ""}\n${cut(bodyText ?? "", MAX_READ)}`);
  if (found === "de" || found === "en") return found;
  return found === null && /^de\b/i.test(locale ?? "") ? "de" : "en";
}

/** The name beside the address of a sender, without what is none. */
function nameOf(sender: string): string | undefined {
  const name = sender
    .replace(/<[^>]*>/g, "")
    .replace(/["\p{Cc}]/gu, "")
    .trim();
  return name === "" || name.includes("@") || name.length > 80 || /no-?reply|unknown/i.test(name) ? undefined : name;
}

function answeredRead(draftId: string): Read<InboundEmail | undefined> {
  const columns = columnsOf(inboundEmails);
  const keys = ["id", "sender", "subject", "bodyText", "classification", "headers"];
  return {
    ...read(
      sql`select ${selection(inboundEmails, keys)} from ${inboundEmails} where ${inboundEmails.id} = (select d.in_reply_to_email_id from ${emailDrafts} d where d.id = ${draftId}::uuid)`,
    ),
    // The reader makes a value of each of these columns, which its type does not say.
    decode: ({ columns: names, rows: [row] }) => row && (rowReader(columns, names)(row) as InboundEmail),
  };
}
