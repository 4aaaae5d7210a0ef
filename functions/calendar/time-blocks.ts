import { timeBlocks } from "#core/calendar/calendar.sql";
import { TimeBlockEvents } from "#core/calendar/events";
import * as TimeBlocks from "#core/calendar/time-blocks";
import { crud } from "#kit/crud";
import { Conflict } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/calendar/time-blocks", timeBlocks, {
  write: [
    "title",
    "startAt",
    "endAt",
    "blockType",
    "status",
    "allowOverlap",
    "notes",
    "lifeDomainId",
    "taskId",
    "habitId",
  ],
  derived: ["date"],
  filter: ["date", "startAt", "blockType", "status", "source", "lifeDomainId", "taskId", "habitId"],
  sort: ["startAt", "date"],
  emits: TimeBlockEvents,
  refusals: TimeBlocks.refusals,
  example: { title: "Write", startAt: "2026-03-04T08:00:00Z", endAt: "2026-03-04T10:00:00Z", blockType: "work" },
  created: (_, body) => TimeBlocks.written(body),
  changed: (_, body) => TimeBlocks.written(body),
  create: {
    description:
      "`date` is the day of its start in your time zone. Two time blocks do not overlap unless one has `allowOverlap`.",
    problems: [Conflict],
  },
  update: { problems: [Conflict] },
});
