import { GoalEvents } from "#core/work/events";
import * as Goals from "#core/work/goals";
import { goals } from "#core/work/life-domains.sql";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Conflict } from "#kit/problem";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/goals", goals, {
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
  changed: (_, body) => Goals.changed(body),
  update: {
    description:
      "`progressPct` can be set as long as the goal has neither children nor tasks; otherwise it follows them.",
    problems: [Conflict],
  },
});
export const tree = endpoint("GET /v1/work/goals/tree", {
  summary: "Get all goals as a tree",
  description: `Each goal with its children below it, in your order. At most ${Goals.MAX_TREE} goals; \`truncated\` says when there are more.`,
  returns: Goals.GoalTree,
  handler: (ctx) => Goals.tree(ctx),
});
