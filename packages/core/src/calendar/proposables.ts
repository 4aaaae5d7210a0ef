/** What may be proposed of time blocks. */
import { timeBlocks } from "#core/calendar/calendar.sql";
import { TimeBlockEvents } from "#core/calendar/events";
import * as TimeBlocks from "#core/calendar/time-blocks";
import type { Proposables } from "#core/cortex/proposable";
import { createSchema, patchSchema } from "#kit/wire";

const FIELDS = ["title", "startAt", "endAt", "blockType", "notes"] as const;

export default {
  time_block: {
    table: timeBlocks,
    events: TimeBlockEvents,
    creates: createSchema(timeBlocks, [...FIELDS, "taskId", "habitId"], { derived: ["date"] }),
    updates: patchSchema(timeBlocks, FIELDS),
    deletes: true,
    written: (fields) => TimeBlocks.written(fields),
    refusals: TimeBlocks.refusals,
    outcome: { metric: "focus", better: "higher" },
  },
} satisfies Proposables;
