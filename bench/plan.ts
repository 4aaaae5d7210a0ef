/**
 * `npm run bench:plan`: how long it takes to plan a day with 60 tasks, from what was read to the plan with its reasons. Each day is another one.
 * Times are of the wall and of the processor; where others run, the latter says more.
 */
import { modelOf } from "#core/calendar/planning/day";
import { anyDay } from "#core/calendar/planning/days.fixture";
import { planValue } from "#core/calendar/planning/problem";
import { shown } from "#core/calendar/planning/shown";
import { randomOf, solveDay } from "#core/calendar/planning/solver";
import { ms, percentile } from "./events/figures.ts";
import { machine } from "./machine.ts";
import { optionsOf, runBench, targetLine } from "./options.ts";

const HELP = `How long it takes to plan a day with 60 tasks

  npm run bench:plan -- [options]

  --days <number>  days that are planned (500)
  --help           this text
`;
const TASKS = 60;
const [TARGET_P50_MS, TARGET_P99_MS] = [50, 200];

async function main(): Promise<void> {
  const { values, numberIn } = optionsOf(HELP, { days: { type: "string", default: "500" } });
  const days = numberIn("days", values.days, 10, 100_000);
  console.log(`${machine()}\n`);
  const [wall, processor]: [number[], number[]] = [[], []];
  let [placed, worth] = [0, 0];
  for (let day = -20; day < days; day++) {
    const given = anyDay(randomOf(1_000 + day), TASKS, TASKS);
    const [began, used] = [performance.now(), process.cpuUsage()];
    const model = modelOf(given);
    const pieces = solveDay(model.problem);
    const plan = shown(given, model, pieces, {
      pins: [],
      pinsGone: 0,
      isUnread: false,
      hasMore: false,
      mostTasks: 200,
      factors: new Map(),
      notes: new Map(),
    });
    const { user, system } = process.cpuUsage(used);
    // The first days are for what is compiled and looked up once.
    if (day < 0) continue;
    wall.push(performance.now() - began);
    processor.push((user + system) / 1_000);
    placed += plan.scheduledTasks.length;
    worth += planValue(model.problem, pieces);
  }
  const line = (name: string, times: readonly number[]) =>
    `  ${name.padEnd(10)} p50 ${ms(percentile(times, 0.5))} ms, p99 ${ms(percentile(times, 0.99))} ms`;
  console.log(
    `${days} days of ${TASKS} tasks, ${(placed / days).toFixed(1)} pieces a day, worth ${Math.round(worth / days)}`,
  );
  console.log(line("wall", wall));
  console.log(line("processor", processor));
  const [p50, p99] = [percentile(wall, 0.5), percentile(wall, 0.99)];
  console.log(targetLine(p50 <= TARGET_P50_MS, `p50 of at most ${TARGET_P50_MS} ms: ${ms(p50)} ms`));
  console.log(targetLine(p99 <= TARGET_P99_MS, `p99 of at most ${TARGET_P99_MS} ms: ${ms(p99)} ms`));
}

runBench(main);
