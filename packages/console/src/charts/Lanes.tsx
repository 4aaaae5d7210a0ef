import "./Graph.css";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import { Glyph } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { icons } from "#console/ui/icons.ts";
import { Radios } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { dateTime } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { elapsed } from "./elapsed.ts";
import address from "./Lanes.css?url";
import { type Box, inOrder, layout, SIZES, type Step, withoutMinor } from "./story.ts";

export type { Step } from "./story.ts";

type LanesProps = {
  /** What the story tells, in one sentence. */
  finding: string;
  /** How many events, how long they waited for somebody. */
  summary?: string;
  steps: readonly Step[];
  /** How a lane is called and which glyph it has (an area or an icon, in the hue of `of`). */
  laneOf: (lane: string) => { label: string; glyph: string; of?: string };
  selectedId?: string;
  onSelect: (id: string) => void;
  /** What is known of the selected step. */
  children?: ReactNode;
};

/**
 * What led to what: x is the area, y the order of time. Lines carry the time that passed; dotted ones waited for a person, and a figure marks what
 * a person did. The list tells the same, and is what phones and screen readers get.
 */
export function Lanes({ finding, summary, steps, laneOf, selectedId, onSelect, children }: LanesProps) {
  const words = useCommon();
  const [form, setForm] = useState<"graph" | "list">("graph");
  const [isWhole, setWhole] = useState(false);
  const story = useMemo(
    () => (isWhole ? { steps: [...steps], folded: new Map<string, number>() } : withoutMinor(steps)),
    [steps, isWhole],
  );
  const minor = steps.length - story.steps.length;
  return (
    <article className={`card flush story as-${form}`}>
      <link rel="stylesheet" href={address} precedence="page" />
      <header>
        <div className="row">
          <p className="serif">{finding}</p>
          <div className="row-end story-form">
            <Radios
              label={words.form}
              unseenLabel
              segmented
              value={form}
              onChange={setForm}
              choices={[
                { value: "graph", label: words.graph },
                { value: "list", label: words.list },
              ]}
            />
          </div>
        </div>
        <p className="quiet small">
          {summary}
          {(minor > 0 || isWhole) && (
            <button type="button" className="story-minor" aria-pressed={isWhole} onClick={() => setWhole(!isWhole)}>
              {isWhole ? words.foldBookkeeping : words.bookkeepingTitle(minor)}
            </button>
          )}
        </p>
      </header>
      <Drawing {...{ steps: story.steps, folded: story.folded, laneOf, selectedId, onSelect }} label={finding} />
      <Thread {...{ steps: story.steps, laneOf, selectedId, onSelect }} label={finding} />
      {children}
    </article>
  );
}

type DrawingProps = Pick<LanesProps, "laneOf" | "selectedId" | "onSelect"> & {
  steps: readonly Step[];
  folded: ReadonlyMap<string, number>;
  label: string;
};

function Drawing({ steps, folded, laneOf, selectedId, onSelect, label }: DrawingProps) {
  const words = useCommon();
  const { boxes, edges, lanes, width, height } = useMemo(() => layout(steps, folded), [steps, folded]);

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const now = boxes.findIndex(({ step }) => step.id === selectedId);
    const next = boxes[Math.max(0, Math.min(boxes.length - 1, now + by))];
    if (next) onSelect(next.step.id);
  }
  return (
    <div
      className="story-canvas"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and arrows go through its steps
      tabIndex={0}
      role="group"
      aria-label={`${label} ${words.graphHelp}`}
      onKeyDown={onKeyDown}
    >
      <svg className="story-graph" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <marker id="story-arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 .8 7 4 0 7.2z" />
          </marker>
        </defs>
        {lanes.map(({ name, x }) => (
          <Lane key={name} x={x} height={height} {...laneOf(name)} />
        ))}
        {edges.map(({ id, path, isWait }) => (
          <path key={id} className={isWait ? "edge wait" : "edge"} d={path} markerEnd="url(#story-arrow)" />
        ))}
        {boxes.map((box) => (
          <StepBox
            key={box.step.id}
            box={box}
            of={hueOf(laneOf(box.step.lane))}
            isSelected={box.step.id === selectedId}
            onSelect={onSelect}
          />
        ))}
        {edges.map(({ id, label, elapsedMs, isWait }) => (
          <Elapsed key={id} {...label} text={elapsedMs < 0 ? "" : `+${elapsed(elapsedMs)}`} isWait={isWait} />
        ))}
        {boxes.map(({ step, y }) => (
          <text key={step.id} className="when" x={SIZES.left - 10} y={y + 28} textAnchor="end">
            {secondOf(step.at)}
          </text>
        ))}
      </svg>
    </div>
  );
}

function Lane({
  x,
  height,
  label,
  glyph,
  of,
}: {
  x: number;
  height: number;
  label: string;
  glyph: string;
  of?: string;
}) {
  const { icon, of: hue } = glyphOf(glyph, of);
  return (
    <g className={`lane of-${hue ?? "system"}`}>
      <rect x={x} y="0" width={SIZES.lane} height={height} />
      <g transform={`translate(${x + 10},11)`}>
        <path className="lane-icon" d={icons[icon]} />
      </g>
      <text x={x + 33} y="24">
        {label}
      </text>
    </g>
  );
}

function StepBox({
  box: { step, x, y, folded },
  of,
  isSelected,
  onSelect,
}: {
  box: Box;
  of: string;
  isSelected: boolean;
  onSelect: (id: string) => void;
}) {
  const { width, height } = SIZES.box;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the drawing do the same, and the list has buttons
    <g
      className={`step of-${of}${isSelected ? " on" : ""}`}
      transform={`translate(${x},${y})`}
      onClick={() => onSelect(step.id)}
    >
      <rect className="box" width={width} height={height} rx="8" />
      <rect className="spine" x="0" y="8" width="3" height={height - 16} rx="1.5" />
      {/* HTML in it, since SVG neither cuts text that is too long nor knows its direction. */}
      <foreignObject x="11" y="0" width={width - 17} height={height}>
        <div className="node-text" dir="auto" title={step.title}>
          <b>{step.title}</b>
          {step.sub && <span>{step.sub}</span>}
        </div>
      </foreignObject>
      {step.who && (
        <g className="who-did" transform={`translate(${width - 8},-8)`}>
          <circle cx="8" cy="8" r="10" />
          <path transform="translate(1.5,1.5) scale(.8)" d={icons.person} />
        </g>
      )}
      {folded > 0 && (
        <g className="folded" transform={`translate(${width - 12},${height - 9})`}>
          <rect width="24" height="16" rx="8" />
          <text x="12" y="12" textAnchor="middle">
            +{folded}
          </text>
        </g>
      )}
    </g>
  );
}

function Elapsed({ x, y, text, isWait }: { x: number; y: number; text: string; isWait: boolean }) {
  if (text === "") return null;
  const width = text.length * 6.4 + 11;
  return (
    <g className={isWait ? "elapsed wait" : "elapsed"}>
      <rect x={x - width / 2} y={y - 9} width={width} height="18" rx="9" />
      <text x={x} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

type ThreadProps = Pick<LanesProps, "laneOf" | "selectedId" | "onSelect"> & { steps: readonly Step[]; label: string };

/** The same story on a thread, first cause first; what else led to a step than the one before is said. */
function Thread({ steps, laneOf, selectedId, onSelect, label }: ThreadProps) {
  const words = useCommon();
  usePlace();
  const ordered = inOrder(steps);
  const titles = new Map(ordered.map(({ id, title }) => [id, title]));
  return (
    <ol className="thread" aria-label={label}>
      {ordered.map((step, at) => {
        const before = ordered[at - 1];
        const others = step.causes.filter((id) => id !== before?.id).flatMap((id) => titles.get(id) ?? []);
        const { glyph, of, label: lane } = laneOf(step.lane);
        return (
          <li key={step.id} className={step.id === selectedId ? "on" : undefined}>
            {before && <p className={step.waitedFor ? "gap wait" : "gap"}>{gapText(step, before, words)}</p>}
            <div className="thread-step">
              <Glyph {...glyphOf(glyph, of)} label={lane} />
              <div>
                <button
                  type="button"
                  aria-pressed={step.id === selectedId}
                  onClick={() => onSelect(step.id)}
                  dir="auto"
                >
                  {step.title}
                </button>
                <p>
                  {[
                    step.sub,
                    step.who && step.sub !== step.who ? step.who : undefined,
                    others.length > 0 ? words.alsoBecauseOf(others.join(", ")) : undefined,
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              <time dateTime={step.at}>{secondOf(step.at)}</time>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function gapText(step: Step, before: Step, words: ReturnType<typeof useCommon>) {
  const passed = elapsed(Math.max(0, Date.parse(step.at) - Date.parse(before.at)));
  if (!step.causes.includes(before.id))
    return step.causes.length === 0 ? words.laterUncaused(passed) : words.later(passed);
  return step.waitedFor ? `+${passed}, ${words.waited(step.waitedFor)}` : `+${passed}`;
}

const secondOf = (instant: string) =>
  dateTime(instant, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

const hueOf = ({ glyph, of }: { glyph: string; of?: string }) => glyphOf(glyph, of).of ?? "system";
