/** The progress of the demo life, for the page at `/`. */
import { sql } from "drizzle-orm";
import { speakAsService } from "#cloud/speak";
import { transactions } from "#core/finance/transactions.sql";
import { meals } from "#core/health/meals.sql";
import { completedWorkouts } from "#core/health/workouts.sql";
import { users } from "#core/identity/users.sql";
import { tasks } from "#core/work/tasks.sql";
import { read } from "#kit/db";
import { DEMO_USER } from "./demo-user.ts";
import type { Issuer } from "./issuer.ts";

export interface Demo {
  state: "none" | "filling" | "ready";
  counts: { tasks: number; meals: number; workouts: number; transactions: number };
}

export async function demoOf(issuer: Issuer): Promise<Demo> {
  const { ctx } = speakAsService("import");
  const subject = `${issuer.url}|${DEMO_USER.sub}`;
  const [[found]] = await ctx.db.batch([
    read<Demo["counts"] & { isReady: boolean }>(sql`
      select u.onboarding_completed_at is not null as "isReady",
        (select count(*)::int from ${tasks} t where t.user_id = u.id and t.deleted_at is null) as tasks,
        (select count(*)::int from ${meals} m where m.user_id = u.id and m.deleted_at is null) as meals,
        (select count(*)::int from ${completedWorkouts} w where w.user_id = u.id and w.deleted_at is null) as workouts,
        (select count(*)::int from ${transactions} x where x.user_id = u.id) as transactions
      from ${users} u where u.auth_subject = ${subject}`),
  ]);
  const { isReady = false, ...counts } = found ?? { tasks: 0, meals: 0, workouts: 0, transactions: 0 };
  return { state: found ? (isReady ? "ready" : "filling") : "none", counts };
}
