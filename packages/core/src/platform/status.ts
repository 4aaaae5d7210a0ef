/** The health of this deployment. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { runtime } from "#kit/runtime";

const State = z.enum(["ok", "failing"]);
export const Status = z.strictObject({
  status: State,
  checks: z.strictObject({ database: State }),
  version: z.string(),
});
export type Status = z.output<typeof Status>;

/** Longer than any healthy database takes, shorter than a load balancer waits. */
const TIMEOUT_MS = 2_000;

export async function status(ctx: Ctx): Promise<Status> {
  const database = await databaseAnswers(ctx);
  return { status: database, checks: { database }, version: runtime().config.LIFEOS_VERSION ?? "development" };
}

async function databaseAnswers(ctx: Ctx): Promise<"ok" | "failing"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([ctx.db.batch([read(sql`select 1`)]), late]);
    return "ok";
  } catch (error) {
    ctx.log("error", "the database does not answer", { error: (error as Error).message });
    return "failing";
  } finally {
    clearTimeout(timer);
  }
}
