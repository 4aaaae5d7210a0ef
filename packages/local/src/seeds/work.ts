import { insertInto } from "#cloud/query-changes";
import { goals, lifeDomains, projects } from "#core/work/life-domains.sql";
import { taskDependencies, tasks } from "#core/work/tasks.sql";
import type { Query } from "#kit/db";
import type { Given } from "../seeds.ts";

export default function work({ plans }: Given): Query[] {
  return [
    insertInto(lifeDomains).values(plans.lifeDomains),
    // A parent has to be there when its child comes.
    ...plans.goals.map((goal) => insertInto(goals).values(goal)),
    insertInto(projects).values(plans.projects),
    ...plans.tasks.map((task) => insertInto(tasks).values(task)),
    insertInto(taskDependencies).values(plans.taskDependencies),
  ];
}
