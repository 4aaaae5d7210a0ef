import "uplot/dist/uPlot.min.css";
import "./Series.css";
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import { useCommon } from "#console/words/common.ts";
import { dateTime } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { Chart, type Legend, ticksBetween, ticksTo } from "./Chart.tsx";
import { runsOf } from "./Spark.tsx";
import { colorsOf, faded } from "./series-colors.ts";

export type Line = {
  label: string;
  /** As many as there are times; `null` is no data, and the line stops there. */
  values: readonly (number | null)[];
  of?: string;
  /** Three at most, each with a mark of its own; `points` stand alone. */
  mark: "line" | "dots" | "bar" | "points";
  isDim?: boolean;
};

export type Panel = {
  title: string;
  lines: readonly Line[];
  format: (value: number) => string;
  /** Beside the axis, where there is little room; as `format` unless given. */
  formatTick?: (value: number) => string;
  /** The least that its axis shows. */
  most?: number;
  /** Its axis is only as wide as its values are apart: for what is never near zero, such as a weight. Bars begin at zero and need that there. */
  isNear?: boolean;
};

type SeriesProps = {
  finding: string;
  /** Instants in seconds since 1970, ascending. */
  times: readonly number[];
  /** One below the other on the same time: two axes beside each other would invent a relation. */
  panels: readonly Panel[];
  /** Times that are tinted through all panels. */
  bands?: readonly { from: number; to: number }[];
  /** What happened at a time: a release. */
  events?: readonly { at: number; label: string }[];
  /** How a time is named in the table. */
  formatTime: (seconds: number) => string;
  timeTitle: string;
  /** Called with what was drawn out of the chart with the pointer; a double click shows all again. */
  onZoom?: (from: number, to: number) => void;
};

/** How high a panel's plot is, the same in all of them, and the names of the times below the last. */
const PLOT_PX = 106;
const TIMES_PX = 24;

/** The same one every time: a new one would draw everything anew. */
const NONE: readonly never[] = [];

/** Values over time (uPlot): many points, zoomed by drawing over a part, read by pointer and arrows. */
export function Series({
  finding,
  times,
  panels,
  bands = NONE,
  events = NONE,
  formatTime,
  timeTitle,
  onZoom,
}: SeriesProps) {
  const lines = panels.flatMap((panel) => panel.lines.map((line) => ({ panel, line })));
  const columns = [timeTitle, ...lines.map(({ line }) => line.label)];
  const rows = times.map((time, at) => [
    formatTime(time),
    ...lines.map(({ panel, line }) => formatOr(line.values[at], panel.format)),
  ]);
  const legend =
    lines.length > 1
      ? lines.map(
          ({ line }): Legend => ({
            label: line.label,
            of: line.of,
            mark: line.mark === "bar" ? (line.isDim ? "dim-bar" : "bar") : line.mark === "points" ? "point" : line.mark,
          }),
        )
      : [];
  return (
    <Chart finding={finding} legend={legend} table={{ columns, rows }}>
      {(reading, onReach) => (
        <div className="series" role="img" aria-label={finding}>
          {panels.map((panel, at) => (
            <PanelPlot
              key={panel.title}
              {...{ panel, times, bands, events, reading, onReach, onZoom }}
              hasTimes={at === panels.length - 1}
            />
          ))}
        </div>
      )}
    </Chart>
  );
}

const formatOr = (value: number | null | undefined, format: (value: number) => string) =>
  value === null || value === undefined ? "–" : format(value);

type PanelProps = Required<Pick<SeriesProps, "times" | "bands" | "events">> & {
  panel: Panel;
  reading: number | undefined;
  onReach: (share: number | undefined) => void;
  onZoom?: (from: number, to: number) => void;
  hasTimes: boolean;
};

function PanelPlot({ panel, times, bands, events, reading, onReach, onZoom, hasTimes }: PanelProps) {
  const words = useCommon();
  const place = usePlace();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const report = useRef({ onReach, onZoom });
  report.current = { onReach, onZoom };
  const data = useMemo(
    () => [[...times], ...panel.lines.map(({ values }) => [...values])] as uPlot.AlignedData,
    [times, panel],
  );

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const draw = () => {
      plot.current?.destroy();
      const options = optionsOf({
        panel,
        times,
        bands,
        events,
        hasTimes,
        zone: place.zone,
        width: element.clientWidth,
        noData: words.noData,
        report,
      });
      plot.current = new uPlot(options, data, element);
    };
    draw();
    // Colours are drawn once: with another theme everything is drawn anew.
    const theme = new MutationObserver(draw);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "style"] });
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", draw);
    const size = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: plot.current.height }),
    );
    size.observe(element);
    return () => {
      theme.disconnect();
      dark.removeEventListener("change", draw);
      size.disconnect();
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [panel, times, bands, events, hasTimes, place, data, words]);

  useEffect(() => {
    const now = plot.current;
    if (!now || reading === undefined) {
      now?.setCursor({ left: -10, top: -10 }, false);
      return;
    }
    now.setCursor({ left: now.valToPos(times[reading] ?? 0, "x"), top: 0 }, false);
  }, [reading, times]);

  return (
    <div>
      <p className="series-title">{panel.title}</p>
      {/* As high as it will be, so that nothing below moves when it is drawn. */}
      <div ref={box} style={{ minBlockSize: heightOf(hasTimes) }} />
    </div>
  );
}

const heightOf = (hasTimes: boolean): number => 8 + PLOT_PX + (hasTimes ? TIMES_PX : 8);

type OptionsGiven = Pick<PanelProps, "panel" | "times" | "bands" | "events" | "hasTimes"> & {
  zone: string;
  width: number;
  noData: string;
  report: { current: Pick<PanelProps, "onReach" | "onZoom"> };
};

function optionsOf({
  panel,
  times,
  bands,
  events,
  hasTimes,
  zone,
  width,
  noData,
  report,
}: OptionsGiven): uPlot.Options {
  const color = colorsOf(document.documentElement);
  const font = `12px ${color("--sans")}`;
  // Half a step beside the first and the last: room for their bars, and the same in every panel.
  const step = times.length < 2 ? 1 : (times.at(-1)! - times[0]!) / (times.length - 1);
  return {
    width,
    height: heightOf(hasTimes),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), zone),
    // At its end half of the name of a time, which stands in the middle of what it names.
    padding: [8, 22, hasTimes ? 0 : 8, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { size: 7 },
      drag: { x: Boolean(report.current.onZoom), y: false, setScale: false },
    },
    scales: {
      x: { time: true, range: (_, from, to) => [from - step / 2, to + step / 2] },
      // Zero is always there; without any value nothing is known of the rest.
      y: {
        range: (_, least, most) =>
          panel.isNear
            ? around(least ?? 0, most ?? 0)
            : [Math.min(0, (least ?? 0) * 1.06), Math.max(panel.most ?? 0, (most ?? 0) * 1.06, 1e-9)],
      },
    },
    axes: [
      {
        show: hasTimes,
        stroke: color("--ink-3"),
        font,
        size: TIMES_PX,
        ...(isByDay(times) && { incrs: DAYS_BETWEEN.map((days) => days * DAY_S) }),
        grid: { show: false },
        ticks: { show: false },
        values: (_, splits, __, ___, increment) => splits.map((seconds) => tickText(seconds, increment)),
      },
      {
        stroke: color("--ink-3"),
        font,
        size: 56,
        grid: { stroke: color("--line"), width: 1 },
        ticks: { show: false },
        splits: (plot) => (panel.isNear ? ticksBetween : ticksTo)(plot.scales.y?.max ?? 1, plot.scales.y?.min ?? 0),
        values: (_, splits) => splits.map(panel.formatTick ?? panel.format),
      },
    ],
    series: [{}, ...panel.lines.map((line) => seriesOf(line, color))],
    hooks: {
      drawAxes: [(plot) => tint(plot, bands, color("--ink-3"))],
      draw: [(plot) => nameEvents(plot, events, color, font), (plot) => nameGaps(plot, noData, color("--ink-3"), font)],
      setCursor: [
        (plot) => {
          // Only the pointer reports; the reading line moves the cursor too.
          if (!plot.over.matches(":hover")) return;
          const { left = -1, idx } = plot.cursor;
          report.current.onReach(
            left < 0 || idx === null || idx === undefined ? undefined : (idx + 0.5) / plot.data[0].length,
          );
        },
      ],
      setSelect: [
        (plot) => {
          if (plot.select.width < 4) return;
          report.current.onZoom?.(
            plot.posToVal(plot.select.left, "x"),
            plot.posToVal(plot.select.left + plot.select.width, "x"),
          );
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

/** A little more than what is between the values, and never nothing. */
function around(least: number, most: number): [number, number] {
  const room = Math.max((most - least) * 0.12, Math.abs(most) * 0.005, 1e-6);
  return [least - room, most + room];
}

function seriesOf({ of, mark, isDim }: Line, color: (name: string) => string): uPlot.Series {
  const stroke = color(of ? `--${of}` : "--ink-2");
  if (mark === "bar") {
    return {
      width: 0,
      fill: isDim ? faded(stroke, 0.34) : stroke,
      paths: uPlot.paths.bars?.({ size: [0.68, 40, 1] }),
      points: { show: false },
    };
  }
  if (mark === "points") {
    const fill = isDim ? faded(stroke, 0.5) : stroke;
    return { stroke: fill, paths: () => null, points: { show: true, size: 5, width: 0, fill } };
  }
  return {
    stroke: isDim ? faded(stroke, 0.5) : stroke,
    width: 2,
    dash: mark === "dots" ? [3, 5] : undefined,
    spanGaps: false,
    // To a value between gaps no line leads.
    points: { show: true, size: 5, width: 0, fill: stroke, filter: ({ data }, at) => alone(data[at] ?? []) },
  };
}

const alone = (values: ArrayLike<number | null | undefined>): number[] =>
  runsOf(Array.from(values)).flatMap((run) => (run.length === 1 ? [run[0]!.index] : []));

function tint({ ctx, bbox, valToPos }: uPlot, bands: SeriesProps["bands"], color: string) {
  ctx.save();
  ctx.fillStyle = faded(color, 0.14);
  for (const { from, to } of bands ?? []) {
    const left = valToPos(from, "x", true);
    ctx.fillRect(left, bbox.top, Math.max(1, valToPos(to, "x", true) - left), bbox.height);
  }
  ctx.restore();
}

function nameEvents(
  { ctx, bbox, valToPos }: uPlot,
  events: SeriesProps["events"],
  color: (name: string) => string,
  font: string,
) {
  ctx.save();
  ctx.strokeStyle = color("--line-strong");
  ctx.fillStyle = color("--ink");
  ctx.font = scaled(`600 ${font}`);
  ctx.textAlign = "right";
  ctx.textBaseline = "top";
  for (const { at, label } of events ?? []) {
    const left = Math.round(valToPos(at, "x", true)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(label, left - 6, bbox.top + 2);
  }
  ctx.restore();
}

/** Says in a long gap that there is no data, so that nobody takes it for zero. */
function nameGaps({ ctx, bbox, data, valToPos }: uPlot, text: string, color: string, font: string) {
  const [times, values] = data;
  const runs = runsOf(Array.from(values ?? []));
  ctx.save();
  ctx.fillStyle = color;
  ctx.font = scaled(font);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const [at, run] of runs.entries()) {
    const next = runs[at + 1];
    if (!next) break;
    const from = valToPos(times[run.at(-1)!.index]!, "x", true);
    const to = valToPos(times[next[0]!.index]!, "x", true);
    if (to - from > ctx.measureText(text).width + 24) ctx.fillText(text, (from + to) / 2, bbox.top + bbox.height / 2);
  }
  ctx.restore();
}

/** uPlot draws in device pixels. */
function scaled(font: string) {
  return font.replace(/(\d+)px/, (_, size: string) => `${Number(size) * devicePixelRatio}px`);
}

const DAY_S = 86_400;
/** So many days are between two names of times: up to ten, then months and years. */
const DAYS_BETWEEN = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 30, 60, 90, 120, 180, 365, 730, 1_825, 3_650];

/** Whether no two times are of one day, so that a time of day would say nothing. */
const isByDay = (times: readonly number[]): boolean =>
  times.length > 1 && times.every((time, at) => at === 0 || time - times[at - 1]! > 0.8 * DAY_S);

function tickText(seconds: number, increment: number) {
  const instant = new Date(seconds * 1000).toISOString();
  return increment >= DAY_S
    ? dateTime(instant, { day: "numeric", month: "short" })
    : dateTime(instant, { hour: "2-digit", minute: "2-digit" });
}
