/** Events of what people keep and know. */
import * as z from "zod/mini";
import { entityKinds } from "#core/knowledge/entity-kinds";
import { crudEvents, event, finalEvents } from "#kit/event";

const file = { fileName: z.string(), mimeType: z.string(), sizeBytes: z.number() };

export const FileEvents = crudEvents("knowledge.file", file);
export const FileArrived = event(
  "knowledge.file.arrived",
  "All bytes of a large file have come and are to be checked",
  file,
);
export const FileAccepted = event(
  "knowledge.file.accepted",
  "A file is as it was said to be and can be downloaded",
  file,
);
export const FileQuarantined = event(
  "knowledge.file.quarantined",
  "The bytes of a file are not what was said of them",
  {
    ...file,
    statusReason: z.string(),
  },
);

/** They say of which day an entry is, and nothing of what is written in it. */
const entry = { entryDate: z.iso.date() };
export const JournalWritten = event("knowledge.journal.written", "A journal entry was written", entry);
const { updated, deleted, restored } = crudEvents("knowledge.journal", entry);
export const JournalEvents = { updated, deleted, restored };
/** It is not told how: that is what somebody has written. */
export const JournalSounded = event(
  "knowledge.journal.sounded",
  "How a journal entry sounds was found out, or is not known any more",
  entry,
);

/** What came in stays with its capture: events say from where, and how much became of it. */
const capture = { source: z.string() };
const captureEvents = crudEvents("knowledge.capture", capture);
export const CaptureEvents = {
  updated: captureEvents.updated,
  deleted: captureEvents.deleted,
  restored: captureEvents.restored,
};
export const CaptureReceived = event(
  "knowledge.capture.received",
  "Something was captured and is to be analysed",
  capture,
);
export const CaptureAnalysisRequested = event(
  "knowledge.capture.analysis_requested",
  "A capture is to be analysed again",
  capture,
);
export const CaptureAnalysed = event("knowledge.capture.analysed", "A capture was made use of", {
  ...capture,
  documents: z.int(),
  metrics: z.int(),
  insights: z.int(),
});
export const CaptureFailed = event("knowledge.capture.failed", "Nothing could be made of a capture", {
  ...capture,
  reason: z.string(),
});

export const FilePurged = event(
  "knowledge.file.purged",
  "A deleted file was deleted for good, before its time was over",
  {
    mimeType: z.string(),
  },
);

/** They say of what kind an entity is, and nothing of what it is called. */
export const EntityEvents = finalEvents("knowledge.entity", { kind: z.enum(entityKinds) });
/** About the row that was read: its text mentions so many rows and entities, of which so many are new. */
export const EntityLinked = event("knowledge.entity.linked", "What a text mentions was linked with it", {
  mentioned: z.number(),
  created: z.number(),
});

export const EntityConfused = event(
  "knowledge.entity.confused",
  "A text has names that several rows go by, so that it is not known who is meant, and nothing was linked for them",
  { names: z.number() },
);

const ends = { fromType: z.string(), toType: z.string() };
export const LinkCreated = event("knowledge.link.created", "Two rows were linked", ends);
export const LinkDeleted = event("knowledge.link.deleted", "A link between two rows was removed", ends);
export const NameFreed = event("knowledge.ignored_name.deleted", "A name may be found again");

/** They say nothing of what a document is called or says. */
export const DocumentEvents = crudEvents("knowledge.document");
export const DocumentRequested = event("knowledge.document.requested", "A document is to be made from a file");
export const DocumentFailed = event(
  "knowledge.document.failed",
  "The file that a document was to be made from cannot be read",
  { statusReason: z.string() },
);
/** Of the entity that stays; the other one is deleted with it, and created anew when it is undone. */
export const EntityMerged = event("knowledge.entity.merged", "An entity was merged into another one", {
  otherId: z.string(),
});
export const EntityUnmerged = event("knowledge.entity.unmerged", "Two entities that were merged were parted again", {
  otherId: z.string(),
});
