import { BillCancelled, BillDetected, BillPaid, BillReopened } from "#core/finance/events";
import { MedicalEntryEvents, MedicationEvents, PrescriptionRunningOut, PrescriptionSettled } from "#core/health/events";
import { DayEnded } from "#core/rhythm/events";
import { GoalEvents, TaskCompleted, TaskEvents, TaskReopened } from "#core/work/events";
import * as Goals from "#core/work/goals";
import { removeBelow, restoreBelow } from "#core/work/tasks-below";
import * as TasksOfBills from "#core/work/tasks-of-bills";
import * as TasksOfHealth from "#core/work/tasks-of-health";
import { sayOverdue as tellOverdue } from "#core/work/tasks-overdue";
import { recur } from "#core/work/tasks-recurring";
import { consumer } from "#kit/consumer";

export const followTask = consumer(
  "work.followTask",
  [TaskEvents.created, TaskEvents.updated, TaskEvents.deleted, TaskEvents.restored, TaskCompleted, TaskReopened],
  {
    summary: "Bring the goals of a task up to date",
    handler: (ctx, event) => Goals.followTask(ctx, event),
  },
);

export const followGoal = consumer(
  "work.followGoal",
  [GoalEvents.created, GoalEvents.updated, GoalEvents.deleted, GoalEvents.restored],
  {
    summary: "Bring the goals that a goal is part of up to date",
    handler: (ctx, event) => Goals.followGoal(ctx, event),
  },
);

export const tellReached = consumer("work.tellReached", [GoalEvents.updated], {
  summary: "Tell that a goal was reached",
  handler: (ctx, event) => Goals.tellReached(ctx, event),
});

export const recurTask = consumer("work.recurTask", [TaskCompleted], {
  summary: "Make the next of a recurring task that was completed",
  handler: (ctx, { data }) => recur(ctx, data.entityId!, data.payload),
});

export const removeSubtasks = consumer("work.removeSubtasks", [TaskEvents.deleted], {
  summary: "Delete the subtasks of a deleted task",
  handler: (ctx, { data }) => removeBelow(ctx, data.entityId!),
});

export const sayOverdue = consumer("work.sayOverdue", [DayEnded], {
  summary: "Say which tasks of a person are overdue now that their day has ended",
  timeoutSeconds: 60,
  handler: (ctx, { data }) => tellOverdue(ctx, data.payload.day),
});

export const restoreSubtasks = consumer("work.restoreSubtasks", [TaskEvents.restored], {
  summary: "Restore the subtasks that were deleted with a task",
  handler: (ctx, { data }) => restoreBelow(ctx, data.entityId!),
});

export const takeOnBill = consumer("work.takeOnBill", [BillDetected], {
  summary: "Make a task of a bill, due when it is",
  handler: (ctx, { data }) => TasksOfBills.takeOn(ctx, data.entityId!),
});

export const completeBill = consumer("work.completeBill", [BillPaid], {
  summary: "Complete the task of a bill that was paid",
  handler: (ctx, { data }) => TasksOfBills.complete(ctx, data.entityId!),
});

export const reopenBill = consumer("work.reopenBill", [BillReopened], {
  summary: "Open the task of a bill again whose payment is gone",
  handler: (ctx, { data }) => TasksOfBills.reopen(ctx, data.entityId!),
});

export const cancelBill = consumer("work.cancelBill", [BillCancelled], {
  summary: "Cancel the task of a bill that is not to be paid any more",
  handler: (ctx, { data }) => TasksOfBills.cancel(ctx, data.entityId!),
});

export const followMedicalDate = consumer(
  "work.followMedicalDate",
  [MedicalEntryEvents.created, MedicalEntryEvents.updated, MedicalEntryEvents.deleted, MedicalEntryEvents.restored],
  {
    summary: "Make a task of the next date of a medical entry, and keep it on that date",
    handler: async (ctx, { type, data }) => {
      if (type === MedicalEntryEvents.updated.type && !data.changed.includes("nextDate")) return;
      await TasksOfHealth.followDate(ctx, data.entityId!);
    },
  },
);

export const renewPrescription = consumer("work.renewPrescription", [PrescriptionRunningOut], {
  summary: "Make a task of a medication that runs out",
  handler: (ctx, { data }) => TasksOfHealth.renew(ctx, data.entityId!, data.payload),
});

export const settlePrescription = consumer("work.settlePrescription", [PrescriptionSettled], {
  summary: "End the task of a medication that was running out",
  handler: (ctx, { data }) => TasksOfHealth.settle(ctx, data.entityId!, data.payload),
});

export const withdrawPrescription = consumer("work.withdrawPrescription", [MedicationEvents.deleted], {
  summary: "Withdraw the task of a medication that was deleted",
  handler: (ctx, { data }) => TasksOfHealth.withdraw(ctx, data.entityId!),
});
