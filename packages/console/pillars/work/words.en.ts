import { number, plural } from "#console/words/format.ts";

export default {
  tasks: {
    title: "Tasks",
    list: "Tasks",
    show: "Which tasks",
    views: { open: "Open", overdue: "Overdue", done: "Done" },
    complete: (title: string) => `Done: ${title}`,
    completed: (title: string) => `Done: ${title}`,
    completeSome: (count: number) => plural(count, { one: "Complete it", other: `Complete ${number(count)}` }),
    completeAll: "Complete all that match",
    notAllBut: "Leave none out to complete all that match.",
    overdue: (day: string) => `since ${day}`,
    delete: "Delete",
    open: "Open",
    empty: { open: "Nothing is waiting to be done.", overdue: "Nothing is late.", done: "Nothing is done yet." },
    emptyHint: "Write it as you would say it.",
    example: "Pay rent every month on the 1st 9am !high",
    tryExample: "Try an example",
  },
  add: {
    label: "Add a task, in your own words",
    first: (day: string) => `first on ${day}`,
    due: (day: string) => day,
    priority: { low: "low", medium: "medium", high: "high", critical: "critical" },
  },
  task: {
    above: "Tasks",
    title: "Title",
    description: "Notes",
    dueDate: "Due",
    priority: "Priority",
    priorities: { low: "Low", medium: "Medium", high: "High", critical: "Critical" },
    minutes: "Minutes it takes",
    saved: "Saved",
  },
};
