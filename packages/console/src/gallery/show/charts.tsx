import { useState } from "react";
import { Bars, BudgetBar } from "#console/charts/Bars.tsx";
import { Dots } from "#console/charts/Dots.tsx";
import { Gantt } from "#console/charts/Gantt.tsx";
import { Graph } from "#console/charts/Graph.tsx";
import { Heatmap } from "#console/charts/Heatmap.tsx";
import { Lanes, type Step } from "#console/charts/Lanes.tsx";
import { Muscles } from "#console/charts/Muscles.tsx";
import { Series } from "#console/charts/Series.tsx";
import { Tile, Tiles } from "#console/charts/Spark.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { dateTime, day, dayAfter, money, number } from "#console/words/format.ts";

const lanes: Record<string, { label: string; glyph: string; of?: string }> = {
  mail: { label: "Mail", glyph: "mail", of: "system" },
  finance: { label: "Money", glyph: "finance" },
  health: { label: "Health", glyph: "health" },
  cortex: { label: "Insight", glyph: "cortex" },
  asking: { label: "Asking", glyph: "bell", of: "system" },
};
const at = (time: string) => `2026-11-12T${time}Z`;
const story: Step[] = [
  { id: "1", lane: "health", title: "Strength B", sub: "Robin · 52 min", at: at("07:02:14"), causes: [], who: "Robin" },
  { id: "2", lane: "mail", title: "Receipt arrives", sub: "Café Lind, PDF", at: at("07:58:07"), causes: [] },
  { id: "3", lane: "finance", title: "€19.80 booked", sub: "workflow receipt", at: at("07:58:07.181"), causes: ["2"] },
  { id: "4", lane: "health", title: "Breakfast drafted", sub: "640 kcal", at: at("07:58:07.219"), causes: ["3"] },
  {
    id: "5",
    lane: "health",
    title: "Breakfast logged",
    sub: "Robin · as drafted",
    at: at("08:04:41"),
    causes: ["4"],
    who: "Robin",
    waitedFor: "Robin",
  },
  { id: "m", lane: "system", title: "Balance counted", at: at("08:04:41.010"), causes: ["5"], isMinor: true },
  {
    id: "6",
    lane: "cortex",
    title: "Tied together",
    sub: "by a rule, 0.82",
    at: at("08:04:41.038"),
    causes: ["5", "1"],
  },
  { id: "7", lane: "asking", title: "Question sent", sub: "in app, no e-mail", at: at("08:04:41.061"), causes: ["6"] },
  {
    id: "8",
    lane: "asking",
    title: "Answered: 4 of 5",
    sub: "Robin · phone",
    at: at("10:21:10"),
    causes: ["7"],
    who: "Robin",
    waitedFor: "Robin",
  },
  { id: "9", lane: "health", title: "Mood 4 of 5", sub: "from the answer", at: at("10:21:10.010"), causes: ["8"] },
];

// The same numbers in every picture.
const wave = (at: number, of = 7) => Math.abs(Math.sin(at * 12.9898 + of) * 43758.5453) % 1;
const start = Date.parse("2026-11-11T11:00:00Z") / 1000;
const times = Array.from({ length: 96 }, (_, index) => start + index * 900);
const requests = times.map((_, index) => Math.round(220 + 160 * Math.sin(index / 12) + 60 * wave(index)));
const p99 = times.map((_, index) =>
  index > 40 && index < 52 ? null : 38 + 10 * wave(index, 3) + (index > 78 && index < 84 ? 50 : 0),
);
const panels = [
  {
    title: "Requests a minute",
    format: (value: number) => number(value),
    lines: [
      { label: "requests", values: requests, mark: "bar" as const, of: "system", isDim: true },
      {
        label: "failed",
        values: requests.map((value, index) => (index > 76 && index < 80 ? value / 4 : 0)),
        mark: "bar" as const,
        of: "health",
      },
    ],
  },
  {
    title: "Milliseconds",
    format: (value: number) => `${number(value, { maximumFractionDigits: 0 })} ms`,
    lines: [
      { label: "p99", values: p99, mark: "line" as const },
      { label: "p50", values: p99.map((value) => value && value / 6), mark: "dots" as const },
    ],
  },
];
const events = [{ at: start + 76 * 900, label: "08:10 release" }];
const days = Array.from({ length: 60 }, (_, index) => dayAfter("2026-09-14", index));
const year = new Map(
  Array.from(
    { length: 334 },
    (_, index) =>
      [dayAfter("2026-01-01", index), index % 41 === 3 ? ("skipped" as const) : Math.round(wave(index) * 60)] as const,
  ).filter((_, index) => index < 120 || index > 140),
);

const nodes = [
  "Plan the trip",
  "Compare flights",
  "Ask for dates",
  "Book the flight",
  "Book the apartment",
  "Pack",
  "Leave",
].map((label, index) => ({
  id: String(index),
  label,
  sub: index === 1 ? "45 min" : undefined,
  glyph: "work",
  to: `/task/${index}`,
  isDone: index < 1,
}));
const edges = [
  ["0", "1"],
  ["0", "2"],
  ["1", "3"],
  ["2", "3"],
  ["2", "4"],
  ["3", "5"],
  ["4", "5"],
  ["5", "6"],
].map(([from = "", to = ""]) => ({ from, to }));

export default function Charts() {
  const [selected, setSelected] = useState("6");
  return (
    <Page title="Charts" wide>
      <Section title="What led to what">
        <Lanes
          finding="A receipt in your mail became a question about how training goes."
          summary="Nine events in four areas. Two of them waited for you; the rest took 290 ms in all."
          steps={story}
          laneOf={(lane) => lanes[lane] ?? { label: lane, glyph: "system" }}
          selectedId={selected}
          onSelect={setSelected}
        >
          <Facts
            facts={[
              { name: "Selected", value: story.find(({ id }) => id === selected)?.title, note: "cortex.insight.found" },
              { name: "Done by", value: "post-workout-check-in, step 2 of 3" },
              { name: "Row", value: "Insight: training, meal, €19.80", note: "confidence 0.82" },
              { name: "Changed", value: "title, body, evidence" },
            ]}
          />
        </Lanes>
      </Section>
      <Section title="Figures">
        <Tiles>
          <Tile label="Requests" value="412" unit="/min" spark={{ values: requests }} to="/requests" />
          <Tile label="p99" value="48" unit="ms" note="p50 6 ms" spark={{ values: p99, limit: 80 }} />
          <Tile label="Run queue" value="–" why="this workflow server does not tell its queue" />
          <Tile
            label="Dead letters"
            value="9"
            unit="open"
            note="limit 0"
            tone="bad"
            spark={{ values: times.map((_, index) => (index > 70 ? 9 : 0)) }}
          />
        </Tiles>
      </Section>
      <Section title="Over time">
        <Card>
          <Series
            finding="Requests come in waves; p99 rose after the release."
            times={times}
            panels={panels}
            bands={[{ from: start + 76 * 900, to: start + 84 * 900 }]}
            events={events}
            timeTitle="Time"
            formatTime={(seconds) =>
              dateTime(new Date(seconds * 1000).toISOString(), { hour: "2-digit", minute: "2-digit" })
            }
            onZoom={() => {}}
          />
        </Card>
      </Section>
      <Section title="By day">
        <Card>
          <Bars
            finding="After short nights you spent more."
            of="finance"
            title="Spent that day"
            markedTitle="the day after a short night"
            labelTitle="Day"
            format={(cents) => money(cents)}
            goal={{ value: 7000, label: "€70 a day" }}
            bars={days.map((one, index) => ({
              label: day(one),
              value: index % 13 === 5 ? null : Math.round(wave(index) * 8000),
              isMarked: index % 9 === 2,
              tick: index % 15 === 0 ? day(one) : undefined,
            }))}
          />
          <BudgetBar label="Eating out" spent={164} budget={200} carried={30} said="€66 left" />
          <BudgetBar label="Groceries" spent={520} budget={400} said="€120 over" />
        </Card>
      </Section>
      <Section title="A year">
        <Card>
          <Heatmap
            finding="You read most in spring."
            from="2026-01-01"
            to="2026-11-30"
            values={year}
            of="rhythm"
            title="Minutes"
            dayTitle="Day"
            format={(value) => `${value} min`}
          />
        </Card>
      </Section>
      <Section title="A week beside a name">
        <Card>
          <Dots
            dots={["done", "part", "missed", "left", "none", "done", "due"]}
            said="Done on two of the last seven days."
          />
        </Card>
      </Section>
      <Section title="What depends on what">
        <Graph finding="Two ways lead to leaving." nodes={nodes} edges={edges} centerId="3" />
      </Section>
      <Section title="A run">
        <Card>
          <Gantt
            label="import-transactions"
            totalMs={41_000}
            stages={[
              { label: "read", fromMs: 0, toMs: 8_000, kind: "done" },
              { label: "wait", fromMs: 8_000, toMs: 14_000, kind: "wait" },
              { label: "match", fromMs: 14_000, toMs: 20_000, kind: "done" },
              { label: "apply", fromMs: 20_000, toMs: 27_000, kind: "failed" },
            ]}
          />
        </Card>
      </Section>
      <Section title="Muscles">
        <Card>
          <Muscles
            finding="Legs were worked most."
            values={{
              quadriceps: 14,
              glutes: 12,
              hamstrings: 8,
              chest: 6,
              shoulders: 6,
              triceps: 4,
              lats: 9,
              abdominals: 2,
              calves: 3,
              biceps: 5,
            }}
            nameOf={(muscle) => muscle}
            format={(value) => `${value} sets`}
            words={{ muscle: "Muscle", value: "Sets", least: "least", most: "most" }}
          />
        </Card>
      </Section>
    </Page>
  );
}
