/** Events of what people keep and know. */
import * as z from "zod/mini";
import { entityKinds } from "#core/knowledge/graph.sql";
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

export const FilePurged = event(
  "knowledge.file.purged",
  "A deleted file was deleted for good, before its time was over",
  {
    mimeType: z.string(),
  },
);

/** They say of what kind an entity is, and nothing of what it is called. */
export const EntityEvents = finalEvents("knowledge.entity", { kind: z.enum(entityKinds) });
/** Of the entity that stays; the other one is deleted with it, and created anew when it is undone. */
export const EntityMerged = event("knowledge.entity.merged", "An entity was merged into another one", {
  otherId: z.string(),
});
export const EntityUnmerged = event("knowledge.entity.unmerged", "Two entities that were merged were parted again", {
  otherId: z.string(),
});
