import type * as z from "zod/mini";
import { GoalEvents } from "#core/work/events";
import * as Goals from "#core/work/goals";
import { goals } from "#core/work/life-domains.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict } from "#kit/problem";

const plain = crud("/v1/work/goals", goals, {
  write: [
    "title",
    "description",
    "level",
    "status",
    "targetDate",
    "progressPct",
    "sortOrder",
    "lifeDomainId",
    "parentId",
  ],
  filter: ["level", "status", "targetDate", "progressPct", "lifeDomainId", "parentId"],
  sort: ["targetDate", "progressPct", "sortOrder", "title"],
  emits: GoalEvents,
  refusals: Goals.refusals,
  example: { title: "Run a marathon", level: "yearly", targetDate: "2026-10-11" },
});
export const { list, get, create, remove, changes } = plain;

export const update = endpoint("PATCH /v1/work/goals/{goalId}", {
  ...plain.update.spec,
  description:
    "`progressPct` can be set as long as the goal has neither children nor tasks; otherwise it follows them.",
  body: plain.update.spec.body as z.ZodMiniType<{ progressPct?: number }>,
  problems: [...(plain.update.spec.problems ?? []), Conflict],
  handler: (ctx) => plain.update.spec.handler({ ...ctx, body: Goals.changed(ctx.body) }),
});

export const tree = endpoint("GET /v1/work/goals/tree", {
  summary: "Get all goals as a tree",
  description: `Each goal with its children below it, in your order. At most ${Goals.MAX_TREE} goals; \`truncated\` says when there are more.`,
  returns: Goals.GoalTree,
  handler: (ctx) => Goals.tree(ctx),
});
