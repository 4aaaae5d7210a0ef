/** The one door to models. */
import type { Asked, Question, Turn, Turned } from "#core/cortex/door/asked";
import type { Ctx } from "#kit/ctx";

/** Asks a model once, with a schema; never throws for what a model or the account does. No transaction is open while it waits. */
export async function ask<T>(_ctx: Ctx, _question: Question<T>): Promise<Asked<T>> {
  return { by: "rules", why: "not_configured" };
}

/** One turn of a conversation with tools, streamed. */
export async function turn(_ctx: Ctx, _turn: Turn): Promise<Turned> {
  return { by: "rules", why: "not_configured" };
}
