/**
 * The demo person: four weeks of what such a person would have recorded, and what they are planning. Written once, into an
 * installation that nobody has used yet.
 *
 * Rows are inserted without their events: an event of a meal or a purchase would trigger consumers and workflows, which would
 * draft meals and ask questions about a past that never happened. Only measurements (through their own verb, which also sums up
 * the days) and the open question have events, and nothing waits for those.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { speak, speakAsService } from "#cloud/speak";
import * as Metrics from "#core/health/metrics";
import { type Account, provision } from "#core/identity/provision";
import { users } from "#core/identity/users.sql";
import { events } from "#core/platform/events.sql";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { live } from "#kit/row";
import type { Cloud } from "./cloud.ts";
import { demoLife } from "./demo-life.ts";
import { demoPlans } from "./demo-plans.ts";
import { DEMO_USER } from "./demo-user.ts";
import { seedsOfPillars } from "./seeds.ts";

/** Fills an empty installation; returns whether it did. */
export async function seedDemoLife(cloud: { issuer: Pick<Cloud["issuer"], "url"> }): Promise<boolean> {
  const subject = `${cloud.issuer.url}|${DEMO_USER.sub}`;
  const service = speakAsService("import");
  if (!(await isEmpty(service.ctx, subject))) return false;
  const { email, name, zoneinfo } = DEMO_USER;
  const account = await provision(service.ctx, { subject, email, name, timezone: zoneinfo });

  const person = speakAs(account);
  const now = person.ctx.now();
  const life = demoLife(now, zoneinfo);
  const plans = demoPlans(life.start, life.today, now, zoneinfo);
  await Metrics.writeSamples(person.ctx, life.samples);
  await person.ctx.db.batch([
    ...(await seedsOfPillars({ ctx: person.ctx, life, plans, start: life.start, today: life.today })),
    // The last statement marks the person as introduced: until then an interrupted seed is repeated.
    update(person.ctx, users, live(users, person.ctx.actor.userId), { onboardingCompletedAt: life.start }),
  ]);
  await Promise.all([service.published(), person.published()]);
  return true;
}

/**
 * Whether nobody has used the installation. The last batch of the seed also marks the demo person as introduced to LifeOS; a demo
 * person without this mark is left from an interrupted seed, which is repeated.
 */
async function isEmpty(service: Ctx, subject: string): Promise<boolean> {
  const [[found]] = await service.db.batch([
    read<{ isUsed: boolean }>(sql`
      select exists (
        select from ${users} u where u.auth_subject <> ${subject} or u.onboarding_completed_at is not null
          or exists (select from ${events} e where e.user_id = u.id and e.origin <> 'import')
      ) as "isUsed"`),
  ]);
  return !found!.isUsed;
}

function speakAs({ id, role, tier }: Account) {
  return speak({
    actor: { userId: id, role, tier },
    origin: "import",
    requestId: randomUUID(),
    correlationId: randomUUID(),
  });
}
