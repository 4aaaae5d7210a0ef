import { sayOverdue } from "#core/work/tasks-overdue";
import { schedule } from "#kit/schedule";

export const overdue = schedule("work.overdue", "cron(5 * * * ? *)", {
  summary: "Says which tasks became overdue, to each person after their own midnight",
  timeoutSeconds: 300,
  handler: (ctx) => sayOverdue(ctx),
});
