import { contentItems } from "#core/work/content.sql";
import { ContentItemEvents } from "#core/work/events";
import { crud } from "#kit/crud";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/content-items", contentItems, {
  write: ["title", "contentType", "scheduledDate", "platform", "status", "notes", "lifeDomainId"],
  filter: ["status", "contentType", "platform", "scheduledDate", "lifeDomainId"],
  sort: ["scheduledDate", "title"],
  emits: ContentItemEvents,
  example: { title: "Behind the scenes", contentType: "video", status: "planned", scheduledDate: "2026-03-07" },
});
