/** What the work of a project costs: of its owner alone, since whoever else sees the project bills at rates of their own, or is billed. */

import { ProjectEvents } from "#core/work/events";
import { type RATE_COLUMNS, rateOf } from "#core/work/hourly-rate";
import { projects } from "#core/work/projects.sql";
import { workRefusals } from "#core/work/sayings";
import type { Ctx } from "#kit/ctx";
import { Forbidden, NotFound } from "#kit/problem";
import { rowRead } from "#kit/row";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

type Project = Row<typeof projects>;
type Rate = Pick<Project, (typeof RATE_COLUMNS)[number]>;

/** The rate of a project of the speaker's own. Throws NotFound, and Forbidden where it is another person's. */
export async function get(ctx: Ctx, projectId: string): Promise<Rate> {
  const [project] = await ctx.db.batch([rowRead(projects, projectId)]);
  if (!project) throw NotFound();
  const refusal = unlessOwn(ctx, project);
  if (refusal) throw refusal;
  return rateOf(project);
}

/** Changes what is given of it. */
export const change = async (ctx: Ctx, projectId: string, values: Partial<Rate>, versions?: number[]): Promise<Rate> =>
  rateOf(
    await transition(ctx, projects, projectId, {
      versions,
      answer: rateOf,
      refuse: (project) => unlessOwn(ctx, project),
      change: { values, emits: { event: ProjectEvents.updated } },
    }),
  );

const unlessOwn = (ctx: Ctx, { userId }: Project) =>
  userId === ctx.actor.userId ? undefined : Forbidden(workRefusals("rate_of_owner"));
