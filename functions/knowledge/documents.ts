import * as z from "zod/mini";
import * as Documents from "#core/knowledge/documents";
import { documents } from "#core/knowledge/documents.sql";
import { DocumentEvents } from "#core/knowledge/events";
import { crud } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { Conflict, InvalidInput, NotFound } from "#kit/problem";
import { rowSchema, Uuid } from "#kit/wire";

/** As JSON, half a million characters may be six times as many bytes. */
const maxBodyBytes = 4 * 1024 * 1024;

export const { list, get, create, update, remove, restore, changes } = crud("/v1/knowledge/documents", documents, {
  write: ["title", "contentMarkdown", "tags", "householdId"],
  filter: ["householdId", "tags", "status", "sourceFileId", "sourceEmailId", "isAiGenerated", "createdAt"],
  sort: ["title", "updatedAt"],
  include: ["contentMarkdown"],
  search: Documents.search,
  title: "title",
  emits: DocumentEvents,
  changed: (_, body) => Documents.written(body),
  example: { title: "Garden plan", contentMarkdown: "# Beds\n\n- Beans\n- Peas", tags: ["garden"] },
  create: {
    description: "In Markdown (CommonMark with tables). With a household, its members see and change it.",
    maxBodyBytes,
  },
  update: {
    description:
      "Send `If-Match` with the ETag that was read, so that nobody's words are lost. What is written into one that is being made from a file stays, and the file is not read into it any more.",
    maxBodyBytes,
  },
});

export const fromFile = endpoint("POST /v1/knowledge/documents/from-file", {
  summary: "Make a document from a file",
  description:
    "Of PDF, Word, OpenDocument, EPUB, pages, e-mails, plain texts and pictures of text. It is `reading` at first; read in the background, it becomes `ready`, or `failed` with the reason in `statusReason`. The file stays as it is.",
  body: z.strictObject({ fileId: Uuid }),
  returns: rowSchema(documents),
  status: 202,
  locates: true,
  problems: [InvalidInput, NotFound, Conflict],
  async handler(ctx) {
    const made = await Documents.fromFile(ctx, ctx.body.fileId);
    return reply(made, { status: 202, headers: { location: `/v1/knowledge/documents/${made.id}` } });
  },
});
