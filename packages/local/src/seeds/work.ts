import { goals, lifeDomains } from "#core/work/life-domains.sql";
import { projects } from "#core/work/projects.sql";
import { taskDependencies, tasks } from "#core/work/tasks.sql";
import type { Query } from "#kit/db";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export const shown = { tasks };

export default function work({ ctx, plans }: Given): Query[] {
  return [
    ...added(ctx, lifeDomains, plans.lifeDomains),
    // One statement a goal, because a parent has to be inserted before its children.
    ...plans.goals.flatMap((goal) => added(ctx, goals, [goal])),
    ...added(ctx, projects, plans.projects),
    ...plans.tasks.flatMap((task) => added(ctx, tasks, [task])),
    ...added(ctx, taskDependencies, plans.taskDependencies),
  ];
}
