/**
 * The documents that captures become. What a person has changed since is not overwritten, and of a book's highlights only those are added that were
 * never there: what somebody has deleted from a document does not come back with the next file of clippings.
 */
import { createHash } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { type Book, bookKey, type Contents, escaped, MAX_DOCUMENT_CHARS } from "#core/knowledge/capture-contents";
import type { Highlight } from "#core/knowledge/capture-payloads";
import { captureDocuments } from "#core/knowledge/data-streams.sql";
import { documents } from "#core/knowledge/documents.sql";
import { DocumentEvents } from "#core/knowledge/events";
import { captureRemarks } from "#core/knowledge/sayings";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Query, type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import type { Saying } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";

export interface Planned {
  writes: Query[];
  documents: { id: string; title: string }[];
  highlights: { found: number; added: number } | null;
  remarks: Saying[];
}

interface Known {
  id: string;
  key: string;
  documentId: string;
  revision: number;
  isGone: boolean;
  isEdited: boolean;
  length: number;
  title: string;
  hashes: string[];
}

const MAX_TITLE = 500;
const MAX_HASHES = 20_000;

/** What the documents of a capture need to know of those from before; to be read in the batch before `planDocuments`. */
export function knownDocuments(captureId: string, contents: Contents | undefined): Read<Known[]> {
  const keys = keysOf(captureId, contents);
  const query = read<Omit<Known, "hashes"> & { hashes: string }>(sql`
    select c.id, c.key, c.document_id as "documentId", c.revision, d.deleted_at is not null as "isGone", d.title,
      md5(d.content_markdown) <> c.content_hash as "isEdited", length(d.content_markdown) as length, to_json(c.highlight_hashes)::text as hashes
    from ${captureDocuments} c join ${documents} d on d.id = c.document_id
    where c.user_id = ${me} and c.key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`);
  return {
    ...query,
    decode: (result) =>
      query.decode(result).map(({ hashes, ...one }) => ({ ...one, hashes: JSON.parse(hashes) as string[] })),
  };
}

const keysOf = (captureId: string, contents: Contents | undefined): string[] => [
  ...(contents?.document ? [ownKey(captureId)] : []),
  ...(contents?.books ?? []).map(({ title, author }) => bookKey(title, author)),
];
export const ownKey = (captureId: string) => `capture ${captureId}`;

/**
 * The writes that make or change the documents. `isAsked`: a person has asked for it, so that a document that they have deleted is made anew;
 * otherwise it stays deleted.
 */
export function planDocuments(
  ctx: Ctx,
  captureId: string,
  contents: Contents | undefined,
  known: readonly Known[],
  { isAsked }: { isAsked: boolean },
): Planned {
  const plan: Planned = { writes: [], documents: [], highlights: null, remarks: [] };
  const byKey = new Map(known.map((one) => [one.key, one]));
  if (contents?.document) planOne(ctx, plan, ownKey(captureId), contents.document, byKey, isAsked);
  for (const book of contents?.books ?? []) planBook(ctx, plan, book, byKey, isAsked);
  return plan;
}

function planOne(
  ctx: Ctx,
  plan: Planned,
  key: string,
  given: { title: string; markdown: string },
  byKey: ReadonlyMap<string, Known>,
  isAsked: boolean,
): void {
  const title = cut(given.title.replace(/\s+/g, " ").trim(), MAX_TITLE) || "…";
  const content = { title, contentMarkdown: cut(given.markdown, MAX_DOCUMENT_CHARS) };
  const before = byKey.get(key);
  if (!before || (before.isGone && isAsked)) {
    makeDocument(ctx, plan, key, content, before, []);
  } else if (!before.isGone) {
    plan.documents.push({ id: before.documentId, title: before.isEdited ? before.title : title });
    if (before.isEdited) plan.remarks.push(captureRemarks("document_edited"));
    else rewrite(ctx, plan, before, content, before.hashes);
  }
}

function planBook(ctx: Ctx, plan: Planned, book: Book, byKey: ReadonlyMap<string, Known>, isAsked: boolean): void {
  const key = bookKey(book.title, book.author);
  const before = byKey.get(key);
  const isNew = !before || before.isGone;
  const had = new Set(before && !(before.isGone && isAsked) ? before.hashes : []);
  const fresh: Highlight[] = [];
  const hashes = new Set(before?.hashes ?? []);
  for (const highlight of book.highlights) {
    const hash = hashOf(highlight);
    if (had.has(hash)) continue;
    had.add(hash);
    hashes.add(hash);
    fresh.push(highlight);
  }
  plan.highlights ??= { found: 0, added: 0 };
  plan.highlights.found += book.highlights.length;
  if (before && !before.isGone) plan.documents.push({ id: before.documentId, title: before.title });
  if (fresh.length === 0) return;
  const added = fresh.map(written).join("\n\n");
  const head = isNew && book.author ? `*${escaped(book.author)}*\n\n` : "";
  if (head.length + added.length + (isNew ? 0 : before.length) > MAX_DOCUMENT_CHARS || hashes.size > MAX_HASHES) {
    plan.remarks.push(captureRemarks("document_full", { book: book.title }));
    return;
  }
  plan.highlights.added += fresh.length;
  if (isNew) {
    const title = cut(book.title.replace(/\s+/g, " ").trim(), MAX_TITLE) || "…";
    makeDocument(ctx, plan, key, { title, contentMarkdown: head + added }, before, [...hashes]);
  } else {
    rewrite(ctx, plan, before, { contentMarkdown: sql`${documents.contentMarkdown} || ${`\n\n${added}`}::text` }, [
      ...hashes,
    ]);
  }
}

type Content = { title?: string; contentMarkdown: string | SQL };

function makeDocument(
  ctx: Ctx,
  plan: Planned,
  key: string,
  content: { title: string; contentMarkdown: string },
  before: Known | undefined,
  highlightHashes: string[],
): void {
  const id = uuidv7(ctx.now());
  plan.documents.push({ id, title: content.title });
  plan.writes.push(insert(ctx, documents, { id, ...content }, { emits: { event: DocumentEvents.created } }));
  const values = { documentId: id, contentHash: contentHash(id), highlightHashes };
  plan.writes.push(
    before
      ? update(
          ctx,
          captureDocuments,
          isStill(before),
          { ...values, revision: before.revision + 1 },
          { orConflict: OVERTAKEN },
        )
      : insert(ctx, captureDocuments, { id: uuidv7(ctx.now()), key, ...values }),
  );
}

function rewrite(ctx: Ctx, plan: Planned, before: Known, content: Content, highlightHashes: string[]): void {
  const isAsRead = sql`${documents.id} = ${before.documentId}::uuid and ${documents.deletedAt} is null and length(${documents.contentMarkdown}) = ${before.length}::int`;
  plan.writes.push(
    update(ctx, documents, isAsRead, content, { emits: { event: DocumentEvents.updated }, orConflict: OVERTAKEN }),
    update(
      ctx,
      captureDocuments,
      isStill(before),
      {
        // What a person has written between the highlights is theirs: it stays, and what is added later is added to it.
        contentHash: before.isEdited ? sql`${captureDocuments.contentHash}` : contentHash(before.documentId),
        highlightHashes,
        revision: before.revision + 1,
      },
      { orConflict: OVERTAKEN },
    ),
  );
}

/** Two captures have added to one document at the same moment: the step is done again. */
const OVERTAKEN = "The document was changed at the same moment; try again.";
const isStill = ({ id, revision }: Known) =>
  sql`${eq(captureDocuments.id, id)} and ${captureDocuments.revision} = ${revision}::int`;

/** Of what is written earlier in the same batch. */
const contentHash = (documentId: string) =>
  sql`(select md5(d.content_markdown) from ${documents} d where d.id = ${documentId}::uuid)`;

const hashOf = ({ text }: Highlight) =>
  createHash("sha256").update(text.normalize("NFKC").replace(/\s+/g, " ").trim()).digest("hex").slice(0, 32);

function written({ text, note, location }: Highlight): string {
  const quote = escaped(text.trim()).replace(/^/gm, "> ");
  const place = location ? `\n>\n> — ${escaped(location)}` : "";
  return `${quote}${place}${note ? `\n\n${escaped(note)}` : ""}`;
}
