import { made } from "#testing/known";
import { ANSWER, PERSON, pillarKnownToTests } from "#testing/known-pillars";

export default pillarKnownToTests({
  begins: {
    "work.sprint.completed": PERSON,
    "work.sprint.started": PERSON,
    "work.task.completed": ANSWER,
    "work.task.input_given": ANSWER,
    "work.task.reopened": ANSWER,
    "work.task.scheduled": ANSWER,
  },
  nothingFollows: {
    "work.goal.reached": "it is there for the timeline and for what listens from outside",
    "work.sprint.started": "what shows the sprint reads its row",
    "work.sprint.completed": "its open tasks are moved in the same transaction",
    "work.task.scheduled": "what shows the day reads the task's own times",
    "work.task.overdue": "it is there for the timeline and for what listens from outside",
    "work.task.input_needed": "the question is kept with the task, where its person finds it",
    "work.task.input_given": "whoever asked waits for it in a run of its own",
  },
  causedElsewhere: {
    "work.task.input_needed": "an agent asks",
  },
  states: ["overdue"],
  story: async (ask) => {
    const goal = await ask("work.goals.create", { title: "Tidy", level: "weekly" });
    const weekly = { dueDate: "2026-03-01", recurrenceRule: "FREQ=WEEKLY", goalId: goal.id };
    const task = await ask("work.tasks.create", { title: "Water the plants", ...weekly });
    const below = await ask("work.tasks.create", { title: "Ferns", parentTaskId: task.id });
    await ask("work.tasks.create", { title: "Moss", parentTaskId: below.id });
    await ask("work.tasks.complete", { withSubtasks: true }, { taskId: task.id });
    await ask("work.tasks.remove", undefined, { taskId: task.id });
    await ask("work.tasks.restore", undefined, { taskId: task.id });

    const [first, second] = [
      await ask("work.sprints.create", { name: "One", startDate: "2026-03-02", endDate: "2026-03-08" }),
      await ask("work.sprints.create", { name: "Two", startDate: "2026-03-09", endDate: "2026-03-15" }),
    ];
    await ask("work.tasks.create", { title: "Left over", sprintId: first.id });
    await ask("work.sprints.start", {}, { sprintId: first.id });
    await ask("work.sprints.complete", { moveOpenTasksTo: second.id }, { sprintId: first.id });
    await ask("work.tasks.create", { title: "Forgotten", dueDate: "2026-03-02" });
  },
  follows: [
    ["work.task.created", "work.task.completed"],
    ["work.task.deleted", "work.task.deleted"],
    ["work.task.updated", "work.sprint.completed"],
    ["work.task.completed", "work.task.completed"],
    ["work.goal.updated", "work.task.completed"],
  ],
  rows: {
    task_dependencies: async (life, person, idOf) =>
      made(life, "insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2) returning id", [
        await idOf("tasks", person),
        await made(life, "insert into tasks (user_id, title) values ($1, 'first') returning id", [person.userId]),
      ]),
  },
  seeded: { life_domains: 7, goals: 4, projects: 1, tasks: 18 },
});
