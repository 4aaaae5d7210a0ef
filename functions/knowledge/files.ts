import * as z from "zod/mini";
import * as Downloads from "#core/knowledge/downloads";
import { FileEvents } from "#core/knowledge/events";
import * as Trash from "#core/knowledge/file-trash";
import * as Files from "#core/knowledge/files";
import { files, HIDDEN, photoDetails } from "#core/knowledge/files.sql";
import * as Photos from "#core/knowledge/photos";
import { crud } from "#kit/crud";
import { endpoint, reply } from "#kit/endpoint";
import { AlreadyExists, Conflict, Forbidden, InvalidInput, NotConfigured, NotFound, Unavailable } from "#kit/problem";
import { createSchema, Instant, rowSchema } from "#kit/wire";

const File = rowSchema(files, HIDDEN);

export const { list, get, update, remove, restore, changes } = crud("/v1/knowledge/files", files, {
  write: ["description", "folderPath", "fileName", "tags", "dependentId", "householdId"],
  filter: ["folderPath", "status", "mimeType", "tags", "dependentId", "householdId", "sizeBytes", "createdAt"],
  sort: ["fileName", "sizeBytes"],
  omit: HIDDEN,
  title: "fileName",
  emits: FileEvents,
  refusals: {
    files_purged_check: () => Conflict("It was deleted for good."),
    files_bytes: () => AlreadyExists("You have another file with the same bytes by now."),
  },
  update: {
    description: "Renames it, moves it to another folder, shares it with a household or says what it is about.",
  },
  remove: {
    description:
      "Its bytes stay in the store, and count, as long as it can be restored: 30 days, or until you `purge` it.",
  },
});

const Upload = z.strictObject({
  whole: z.nullable(z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()) })),
  parts: z.nullable(
    z.strictObject({
      partBytes: z.int(),
      partCount: z.int(),
      uploaded: z.array(z.int()),
      next: z.array(z.strictObject({ partNumber: z.int(), sizeBytes: z.int(), url: z.string() })),
    }),
  ),
  expiresAt: Instant,
});
const Announced = z.strictObject({ file: File, upload: z.nullable(Upload) });

const answer = ({ file, upload, isNew }: Files.Announcement) =>
  reply(
    { file: Files.shown(file), upload },
    isNew ? { status: 201, headers: { location: `/v1/knowledge/files/${file.id}` } } : { status: 200 },
  );

export const create = endpoint("POST /v1/knowledge/files", {
  summary: "Announce a file and get addresses to upload it to",
  description:
    "Send the bytes with PUT to the address, with its headers and nothing else, then `complete` the file. A file of more than 64 MiB is uploaded in parts, each to an address of its own, in any order. Bytes that you have already are no second file: the answer is 200 and the one that is there, with what is still to be uploaded of it. A deleted file with the same bytes is 409 `was_deleted`, with its id in `current`.",
  body: createSchema(
    files,
    ["fileName", "folderPath", "mimeType", "sizeBytes", "sha256", "tags", "description", "dependentId", "householdId"],
    { fields: { sizeBytes: z.int().check(z.gte(0)) } },
  ),
  returns: Announced,
  status: 201,
  otherStatuses: [200],
  locates: true,
  problems: [InvalidInput, Forbidden, Conflict, Files.WasDeleted, NotConfigured, Unavailable],
  uses: ["files"],
  example: {
    body: {
      fileName: "Passport.pdf",
      folderPath: "/Papers",
      mimeType: "application/pdf",
      sizeBytes: 182_044,
      sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
  },
  handler: async (ctx) => answer(await Files.announce(ctx, ctx.body)),
});

export const upload = endpoint("POST /v1/knowledge/files/{fileId}/upload", {
  summary: "Go on with an upload",
  description: "Which parts are there, and new addresses for what is not.",
  returns: Announced,
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["files"],
  handler: async (ctx) => answer(await Files.continueUpload(ctx, ctx.params.fileId)),
});

export const complete = endpoint("POST /v1/knowledge/files/{fileId}/complete", {
  summary: "Say that a file is uploaded",
  description:
    "Its length, its SHA-256 and its type are compared with what was said: it becomes `ready`, or `quarantined` with the reason in `statusReason`. A file of more than 64 MiB is answered with 202 and `checking`, and is compared in the background.",
  returns: File,
  otherStatuses: [202],
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["files"],
  async handler(ctx) {
    const file = await Files.complete(ctx, ctx.params.fileId);
    return reply(Files.shown(file), { status: file.status === "checking" ? 202 : 200 });
  },
});

export const download = endpoint("POST /v1/knowledge/files/{fileId}/download", {
  summary: "Make an address at which a file can be downloaded",
  description:
    "For five minutes, without any header, and always as a file to be saved. Of a photo or a film others than its owner get a copy that is cleaned of when and where it was taken, with the same picture; where that cannot be done, they get 409 with the reason.",
  scope: "knowledge:read",
  returns: z.strictObject({
    url: z.string(),
    expiresAt: Instant,
    fileName: z.string(),
    mimeType: z.string(),
    sizeBytes: z.int(),
    isCleaned: z.boolean(),
  }),
  problems: [NotFound, Conflict, NotConfigured, Unavailable],
  uses: ["files"],
  handler: (ctx) => Downloads.download(ctx, ctx.params.fileId),
});

export const purge = endpoint("POST /v1/knowledge/files/{fileId}/purge", {
  summary: "Delete a deleted file for good",
  description:
    "Without waiting for its 30 days to be over: it cannot be restored any more, and the room that it took is free. Only its owner may, and only after it was deleted.",
  problems: [NotFound, Forbidden, Conflict, NotConfigured, Unavailable],
  uses: ["files"],
  async handler(ctx) {
    await Trash.purge(ctx, ctx.params.fileId);
    return undefined;
  },
});

export const photo = endpoint("GET /v1/knowledge/files/{fileId}/photo", {
  summary: "Get when and where a photo was taken",
  description: "What the camera wrote into it. Only its owner is told, whoever else may see the file.",
  returns: rowSchema(photoDetails),
  problems: [NotFound],
  handler: (ctx) => Photos.detailsOf(ctx, ctx.params.fileId),
});
