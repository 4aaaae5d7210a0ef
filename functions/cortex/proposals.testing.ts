import { ProposalEvents } from "#core/cortex/events";
import { made as madeOf } from "#core/cortex/proposals";
import { proposals } from "#core/cortex/proposals.sql";
import { told } from "#core/work/told.en";
import { insert } from "#kit/change";
import { knownToTests, made } from "#testing/known";

const decides = {
  most: 3,
  why: "it looks, decides and writes; what is refused is asked for once more, as the first time may have been another",
};

export default knownToTests({
  bundle: { kilobytes: 190, why: "what it does to rows of every pillar is declared there, and it loads all of these" },
  names: { targetId: "tasks" },
  async row(life, person) {
    const taskId = await made(life, "insert into tasks (user_id, title) values ($1, 'Call the bank') returning id", [
      person.userId,
    ]);
    const ctx = life.as(person);
    const values = madeOf(ctx, {
      kind: "task",
      action: "update",
      targetId: taskId,
      targetVersion: 1,
      fields: { status: "cancelled" },
      from: { status: "pending" },
      telling: { title: told("drop_task", { task: "Call the bank" }), body: [told("postponed_drop", { times: 3 })] },
    });
    const [row] = await ctx.db.batch([insert(ctx, proposals, values, { emits: { event: ProposalEvents.created } })]);
    return row.id;
  },
  operations: {
    accept: { flights: decides },
    undo: { before: "accept", flights: decides },
  },
});
