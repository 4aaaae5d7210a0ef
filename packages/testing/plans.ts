/** What a statement of a person looks at, by PostgreSQL's own account. */
import type { Harness, Person } from "#testing/harness";

/** A step of a plan, as EXPLAIN (ANALYZE, FORMAT JSON) tells of it. */
export interface Plan {
  "Relation Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  Plans?: Plan[];
}

interface Statement {
  text: string;
  params: unknown[];
}

/** Runs the statements as the person, in one transaction, and yields their plans with what they did. */
export function plansOf({ database }: Harness, { userId }: Person, statements: readonly Statement[]): Promise<Plan[]> {
  return database.transaction(async (tx) => {
    await tx.query("select set_config('app.user_id', $1, true)", [userId]);
    await tx.query("set local role lifeos_app");
    const plans: Plan[] = [];
    for (const { text, params } of statements) {
      const [row] = await tx.query(`explain (analyze, format json) ${text}`, params);
      const given = Object.values(row!)[0] as string | [{ Plan: Plan }];
      const [{ Plan: plan }] = typeof given === "string" ? (JSON.parse(given) as [{ Plan: Plan }]) : given;
      plans.push(plan);
    }
    return plans;
  });
}

/** How many rows the step itself has looked at, all of its rounds together. */
export const looksOf = (step: Plan): number =>
  (step["Actual Loops"] ?? 1) *
  ((step["Actual Rows"] ?? 0) + (step["Rows Removed by Filter"] ?? 0) + (step["Rows Removed by Join Filter"] ?? 0));

/** A step and all below it. */
export const stepsOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(stepsOf)];

/** How many rows all steps of a statement have looked at. */
export async function rowsLookedAt(life: Harness, person: Person, statement: Statement): Promise<number> {
  const [plan] = await plansOf(life, person, [statement]);
  return stepsOf(plan!).reduce((sum, step) => sum + looksOf(step), 0);
}
