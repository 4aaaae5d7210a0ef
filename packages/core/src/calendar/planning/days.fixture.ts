/** Days that nobody has lived, and a check of plans that knows nothing of how they are made. */
import { CELL_MS, type DayGiven, type DayModel, type GivenTask } from "#core/calendar/planning/day";
import type { DayProblem, Piece, PlanItem } from "#core/calendar/planning/problem";
import type { Unplanned } from "#core/calendar/planning/reasons";
import { timeOn } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";

type Random = () => number;
const whole = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1));
const oneOf = <T>(random: Random, all: readonly T[]): T => all[Math.floor(random() * all.length)]!;

/** A small day for the oracle: few items, and cells that are longer. */
export function smallDay(random: Random): DayProblem {
  const cells = whole(random, 12, 20);
  const workable = new Uint8Array(cells).fill(1);
  const liveable = new Uint8Array(cells).fill(1);
  for (let n = whole(random, 0, 3); n > 0; n--) {
    const start = whole(random, 0, cells - 1);
    const end = Math.min(cells, start + whole(random, 1, 4));
    workable.fill(0, start, end);
    liveable.fill(0, start, end);
  }
  workable.fill(0, 0, whole(random, 0, 2));
  const items: PlanItem[] = [];
  const count = whole(random, 3, 7);
  for (let n = 0; n < count; n++) {
    const isHabit = random() < 0.2;
    const weight = oneOf(random, [100, 200, 250, 400, 700, 800, 1_000]);
    items.push({
      kind: isHabit ? "habit" : "task",
      size: isHabit ? whole(random, 1, 2) : whole(random, 1, 8),
      weight: isHabit ? 0 : weight,
      peakBonus: !isHabit && random() < 0.4 ? Math.round(weight * 0.3) : 0,
      isFocus: !isHabit && random() < 0.7,
      isHard: !isHabit && random() < 0.4,
      from: isHabit ? whole(random, 0, 5) : 0,
      until: isHabit || random() > 0.2 ? cells : whole(random, 4, cells),
      after: !isHabit && n > 0 && random() < 0.25 ? [whole(random, 0, n - 1)] : [],
      ...(random() < 0.05 && { barred: "left_out" as const }),
      keptEnd: 0,
      ideal: whole(random, 0, cells - 1),
    });
  }
  const tasksOnly = items.map((item) => ({ ...item, after: item.after.filter((at) => items[at]!.kind === "task") }));
  const peakStart = whole(random, 0, cells - 4);
  return {
    cells,
    workable,
    liveable,
    peak: new Uint8Array(cells).fill(1, peakStart, peakStart + 4),
    items: tasksOnly,
    kept: [],
    minPiece: 2,
    run: whole(random, 4, 6),
    rest: whole(random, 0, 2),
    maxFocus: whole(random, 4, cells),
    maxHard: random() < 0.3 ? whole(random, 1, 6) : cells,
  };
}

/** What is wrong with a plan by the rules of `problem.ts`, looked at cell by cell. */
export function wrongs(problem: DayProblem, pieces: readonly Piece[]): string[] {
  const { items, cells, minPiece, run, rest } = problem;
  const found: string[] = [];
  const owner = Array.from<number>({ length: cells }).fill(-1);
  const planned = items.map(() => 0);
  for (const { item, start, end } of pieces) {
    const { kind, from, until, size, barred } = items[item]!;
    const free = kind === "habit" ? problem.liveable : problem.workable;
    if (barred) found.push("barred");
    if (start < from || end > until) found.push("span");
    if (kind === "habit" ? end - start !== size : end - start > run || end - start < Math.min(minPiece, size))
      found.push("length");
    for (let cell = start; cell < end; cell++) {
      if (!free[cell]) found.push("not free");
      if (owner[cell] !== -1) found.push("double booking");
      owner[cell] = item;
      planned[item]!++;
    }
  }
  const keptCells = (flag: "isFocus" | "isHard") =>
    problem.kept.filter((one) => one[flag]).reduce((sum, { start, end }) => sum + end - start, 0);
  const cellsOf = (flag: "isFocus" | "isHard") => owner.filter((item) => item >= 0 && items[item]![flag]).length;
  for (const [flag, most] of [
    ["isFocus", problem.maxFocus],
    ["isHard", problem.maxHard],
  ] as const)
    if (cellsOf(flag) > 0 && cellsOf(flag) + keptCells(flag) > most) found.push(flag);
  for (const [at, item] of items.entries()) {
    const left = item.size - planned[at]!;
    if (left < 0 || (item.kind === "task" && left > 0 && left < Math.min(minPiece, item.size))) found.push("crumbs");
    if (planned[at] === 0) continue;
    const begins = owner.indexOf(at);
    for (const first of item.after) {
      if (planned[first]! < items[first]!.size) found.push("dependency not planned");
      if (owner.lastIndexOf(first) >= begins || items[first]!.keptEnd > begins) found.push("dependency");
    }
  }
  for (let begin = 1 - run - rest; begin < cells; begin++) {
    let [work, isNew] = [0, false];
    for (let cell = Math.max(0, begin); cell < Math.min(cells, begin + run + rest); cell++) {
      const isPlanned = owner[cell]! >= 0 && items[owner[cell]!]!.kind === "task";
      if (isPlanned) isNew = true;
      if (isPlanned || problem.kept.some(({ start, end, isWork }) => isWork && start <= cell && cell < end)) work++;
    }
    if (isNew && work > run) found.push("no break");
  }
  return [...new Set(found)];
}

/**
 * What of the reasons is not true: a piece that could be added in spite of one, by trying every place there is; and a reason that is not what keeps
 * it from a place.
 */
export function untruths(problem: DayProblem, pieces: readonly Piece[], told: readonly Unplanned[]): string[] {
  const { items, cells, minPiece, maxFocus, maxHard } = problem;
  const plannedOf = (at: number) =>
    pieces.filter(({ item }) => item === at).reduce((n, { start, end }) => n + end - start, 0);
  const isTaken = (cell: number) => pieces.some(({ start, end }) => start <= cell && cell < end);
  const found: string[] = [];
  for (const [at, item] of items.entries())
    if (plannedOf(at) < item.size !== told.some((one) => one.item === at && one.left === item.size - plannedOf(at)))
      found.push(`item ${at} is not told`);
  for (const { item: at, left, reason } of told) {
    const item = items[at]!;
    const isHabit = item.kind === "habit";
    const free = isHabit ? problem.liveable : problem.workable;
    const least = isHabit ? left : left < 2 * minPiece ? left : minPiece;
    const places = Array.from({ length: Math.max(0, cells - least + 1) }, (_, start) => ({
      item: at,
      start,
      end: start + least,
    }));
    const cellsOf = ({ start, end }: Piece) => Array.from({ length: end - start }, (_, n) => start + n);
    const inDay = places.filter((place) => cellsOf(place).every((cell) => free[cell]));
    const stillFree = inDay.filter((place) => cellsOf(place).every((cell) => !isTaken(cell)));
    const inTime = stillFree.filter(({ start, end }) => start >= item.from && end <= item.until);
    const inOrder = inTime.filter(({ start }) =>
      item.after.every(
        (first) => items[first]!.keptEnd <= start && pieces.every((one) => one.item !== first || one.end <= start),
      ),
    );
    const possible = inOrder.filter((place) => wrongs(problem, [...pieces, place]).length === 0);
    const waits = item.after.some((first) => plannedOf(first) < items[first]!.size);
    const total = (flag: "isFocus" | "isHard") =>
      [...problem.kept.filter((one) => one[flag]), ...pieces.filter((one) => items[one.item]![flag])].reduce(
        (n, { start, end }) => n + end - start,
        0,
      );
    if (!item.barred && possible.length > 0) found.push(`item ${at} could be placed (${reason})`);
    const isTrue = {
      left_out: item.barred === "left_out",
      marked_blocked: item.barred === "marked_blocked",
      waits_for: item.barred === "waits_for" || waits,
      no_free_time: !free.includes(1),
      no_gap_long_enough: free.includes(1) && inDay.length === 0,
      day_full: inDay.length > 0 && stillFree.length === 0,
      no_time_before_due: !isHabit && stillFree.length > 0 && inTime.length === 0,
      not_at_its_time: isHabit && stillFree.length > 0 && inTime.length === 0,
      no_time_after_dependency: inTime.length > 0 && inOrder.length === 0,
      focus_limit: inOrder.length > 0 && item.isFocus && total("isFocus") + least > maxFocus,
      too_demanding: inOrder.length > 0 && item.isHard && total("isHard") + least > maxHard,
      needs_break:
        inOrder.length > 0 && inOrder.every((place) => wrongs(problem, [...pieces, place]).includes("no break")),
    }[reason];
    if (!isTrue) found.push(`item ${at}: ${reason} is not true`);
  }
  return found;
}

const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "Pacific/Auckland"];
/** Days on which clocks are changed in one of these zones are as many as others. */
const CHANGES = ["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-09-27"];
const clock = (random: Random, from: number, to: number) => {
  const quarters = whole(random, from * 4, to * 4);
  return `${String(Math.floor(quarters / 4)).padStart(2, "0")}:${String((quarters % 4) * 15).padStart(2, "0")}`;
};

/** Any day of anybody, with so many tasks. Events begin and end with any minute. */
export function anyDay(random: Random, mostTasks: number, leastTasks = 1): DayGiven {
  const date = random() < 0.5 ? oneOf(random, CHANGES) : `2026-0${whole(random, 1, 9)}-${whole(random, 10, 28)}`;
  const zone = oneOf(random, ZONES);
  const begins = timeOn(zone, date, "00:00");
  const minute = (at: number) => begins + at * 60_000;
  const tasks = Array.from({ length: whole(random, leastTasks, mostTasks) }, (_, n): GivenTask => {
    const due = random() < 0.5 ? dayText(dayNumber(date) + whole(random, -3, 9)) : null;
    return {
      id: `task-${n}`,
      title: `Task ${n}`,
      priority: oneOf(random, ["low", "medium", "medium", "high", "critical"]),
      energyLevel: oneOf(random, ["low", "medium", "medium", "high"]),
      status: oneOf(random, ["pending", "pending", "pending", "scheduled", "in_progress", "blocked"]),
      category: oneOf(random, [null, "chore", "work", "health"]),
      minutes: whole(random, 1, random() < 0.1 ? 900 : 180),
      isEstimated: random() < 0.8,
      dueDate: due,
      dueAt: due === date && random() < 0.5 ? minute(whole(random, 0, 1_440)) : null,
      scheduledDate: random() < 0.2 ? date : null,
      lifeDomainId: random() < 0.3 ? "domain" : null,
      isQuickWin: random() < 0.1,
    };
  });
  const span = (length: number) => {
    const start = whole(random, -60, 1_439);
    return { start: minute(start), end: minute(start + whole(random, 1, length)) };
  };
  return {
    date,
    zone,
    now: random() < 0.6 ? begins - 3_600_000 : minute(whole(random, 0, 1_440)),
    settings: {
      workdayStart: clock(random, 5, 12),
      workdayEnd: random() < 0.1 ? clock(random, 0, 4) : clock(random, 13, 23),
      peakHoursStart: clock(random, 7, 12),
      peakHoursEnd: clock(random, 12, 15),
      maxFocusHours: oneOf(random, [0, 1.5, 4, 6, 6, 6, 12]),
      meetingBufferMinutes: oneOf(random, [0, 5, 10, 15, 15, 30, 60]),
    },
    pieces: {
      minMinutes: oneOf(random, [15, 30]),
      maxMinutes: oneOf(random, [60, 90, 120]),
      breakMinutes: oneOf(random, [0, 15, 30]),
    },
    energyLevel: oneOf(random, [null, null, "low", "medium", "high"]),
    sleptMinutes: oneOf(random, [null, null, 300, 460]),
    focusDomainIds: random() < 0.3 ? ["domain"] : [],
    busy: Array.from({ length: whole(random, 0, 7) }, () => span(random() < 0.05 ? 900 : 120)),
    blocks: Array.from({ length: random() < 0.5 ? 0 : whole(random, 1, 4) }, () => ({
      ...span(120),
      taskId: random() < 0.6 ? oneOf(random, tasks).id : null,
      habitId: null,
      isWork: random() < 0.7,
      energyLevel: oneOf(random, [null, "low", "medium", "high"]),
    })),
    tasks,
    dependencies: tasks.flatMap(({ id }, n) =>
      n > 0 && random() < 0.2
        ? [{ taskId: id, blockedByTaskId: random() < 0.15 ? "elsewhere" : `task-${whole(random, 0, n - 1)}` }]
        : [],
    ),
    habits: Array.from({ length: whole(random, 0, 4) }, (_, n) => ({
      id: `habit-${n}`,
      name: `Habit ${n}`,
      timeOfDay: oneOf(random, ["morning", "afternoon", "evening", "anytime"] as const),
      idealTime: clock(random, 6, 21),
      minutes: oneOf(random, [null, 10, 20, 45, 60]),
    })),
    leftOut: tasks.filter(() => random() < 0.03).map(({ id }) => id),
  };
}

/** What is wrong with a plan by what its person said, minute by minute: it knows nothing of cells. */
export function wrongsOfDay(given: DayGiven, { begins, tasks, problem }: DayModel, pieces: readonly Piece[]): string[] {
  const { settings, zone } = given;
  const found: string[] = [];
  const clocks = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  });
  const isWithin = (time: string, from: string, to: string) =>
    from < to ? time >= from && time < to : from !== to && (time >= from || time < to);
  const [day, month, year] = given.date.split("-").reverse();
  const today = `${day}/${month}/${year}`;
  const spans = pieces.map(({ item, start, end }) => ({
    item,
    start: begins + start * CELL_MS,
    end: begins + end * CELL_MS,
  }));
  const buffer = settings.meetingBufferMinutes * 60_000;
  for (const { item, start, end } of spans) {
    if (start < given.now) found.push("past");
    for (const event of given.busy) if (start < event.end + buffer && end > event.start - buffer) found.push("buffer");
    for (const block of given.blocks) if (start < block.end && end > block.start) found.push("block");
    for (const other of spans)
      if (other.item !== item && start < other.end && end > other.start) found.push("double booking");
    for (let at = start; at < end; at += CELL_MS) {
      const [date, time] = clocks.format(at).split(", ");
      if (date !== today) found.push("another day");
      if (problem.items[item]!.kind === "task" && !isWithin(time!, settings.workdayStart, settings.workdayEnd))
        found.push("hours");
    }
    const task = tasks[item];
    if (!task) continue;
    if (task.status === "blocked" || given.leftOut.includes(task.id)) found.push("barred");
    if (task.dueAt !== null && task.dueAt > given.now && end > task.dueAt) found.push("due");
    for (const { taskId, blockedByTaskId } of given.dependencies) {
      if (taskId !== task.id) continue;
      const first = given.tasks.find(({ id }) => id === blockedByTaskId);
      if (!first) {
        found.push("waits for another");
        continue;
      }
      const own = spans.filter((one) => tasks[one.item]?.id === blockedByTaskId);
      const kept = given.blocks.filter((one) => one.taskId === blockedByTaskId);
      const minutes = [...own, ...kept].reduce((sum, one) => sum + (one.end - one.start) / 60_000, 0);
      if (minutes < first.minutes) found.push("dependency is not whole");
      if ([...own, ...kept].some((one) => one.end > start)) found.push("dependency");
    }
  }
  const focused = [
    ...spans.filter(({ item }) => tasks[item] && tasks[item].energyLevel !== "low"),
    ...given.blocks
      .filter(({ isWork, energyLevel }) => isWork && energyLevel !== "low")
      .map(inside(begins, begins + problem.cells * CELL_MS)),
  ];
  const focus = focused.reduce((sum, { start, end }) => sum + Math.max(0, end - start), 0) / 3_600_000;
  if (focus > settings.maxFocusHours && spans.some(({ item }) => tasks[item] && tasks[item].energyLevel !== "low"))
    found.push("focus");
  return [...new Set(found)];
}

const inside = (from: number, to: number) => (span: { start: number; end: number }) => ({
  start: Math.max(from, span.start),
  end: Math.min(to, span.end),
});
