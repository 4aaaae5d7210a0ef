/** How a story of events is laid out: x is the area, y the order of time. Pure, so that it stays put while events arrive and can be tested. */

export type Step = {
  id: string;
  /** The lane it stands in: an area, or a part of one. */
  lane: string;
  title: string;
  sub?: string;
  /** An instant, ISO 8601. */
  at: string;
  /** The steps that led to it. */
  causes: readonly string[];
  /** The person who did it, where one did. */
  who?: string;
  /** It waited for this person, so that the time before it was not the machine's. */
  waitedFor?: string;
  /** Bookkeeping: true, and of no interest to who reads the story. */
  isMinor?: boolean;
};

export type Box = { step: Step; x: number; y: number; row: number; folded: number };
export type Edge = { id: string; path: string; label: { x: number; y: number }; elapsedMs: number; isWait: boolean };
export type Layout = {
  boxes: Box[];
  edges: Edge[];
  lanes: { name: string; x: number }[];
  width: number;
  height: number;
};

export const SIZES = { box: { width: 146, height: 48 }, lane: 158, row: 74, top: 44, left: 64 } as const;
const { box: BOX, lane: LANE, row: ROW, top: TOP, left: LEFT } = SIZES;

/** Without the bookkeeping: what a minor step led to was led to by what had led to it. `folded` is how many steps each one stands for. */
export function withoutMinor(steps: readonly Step[]): { steps: Step[]; folded: ReadonlyMap<string, number> } {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const majorCauses = (step: Step, seen: ReadonlySet<string> = new Set()): string[] =>
    step.causes.flatMap((id) => {
      const cause = byId.get(id);
      if (!cause || seen.has(id)) return [];
      return cause.isMinor ? majorCauses(cause, new Set([...seen, id])) : [id];
    });
  const folded = new Map<string, number>();
  for (const step of steps) {
    const owner = step.isMinor ? majorCauses(step)[0] : undefined;
    if (owner !== undefined) folded.set(owner, (folded.get(owner) ?? 0) + 1);
  }
  const kept = steps
    .filter(({ isMinor }) => !isMinor)
    .map((step) => ({ ...step, causes: [...new Set(majorCauses(step))] }));
  return { steps: kept, folded };
}

/** In the order of time; of the same time, causes come first. */
export function inOrder(steps: readonly Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const depths = new Map<string, number>();
  const depthOf = (step: Step): number => {
    const known = depths.get(step.id);
    if (known !== undefined) return known;
    // Stands in while its causes are looked at: a circle, which there should not be, ends here.
    depths.set(step.id, 0);
    const causes = step.causes.map((id) => byId.get(id)).filter((cause) => cause !== undefined);
    const depth = causes.length === 0 ? 0 : Math.max(...causes.map(depthOf)) + 1;
    depths.set(step.id, depth);
    return depth;
  };
  return steps.toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at) || depthOf(a) - depthOf(b) || a.id.localeCompare(b.id),
  );
}

/** `lanes` are in the order in which they stand; those without a step are left out. */
export function layout(steps: readonly Step[], folded: ReadonlyMap<string, number> = new Map()): Layout {
  const ordered = inOrder(steps);
  // A lane stands where its first step is told, so that stories run from left to right as far as they can.
  const names = [...new Set(ordered.map(({ lane }) => lane))];
  const lanes = names.map((name, at) => ({ name, x: LEFT + at * LANE }));
  const boxes = ordered.map(
    (step, row): Box => ({
      step,
      row,
      x: LEFT + names.indexOf(step.lane) * LANE + (LANE - BOX.width) / 2,
      y: TOP + row * ROW,
      folded: folded.get(step.id) ?? 0,
    }),
  );
  const byId = new Map(boxes.map((box) => [box.step.id, box]));
  const usedGutters = new Map<number, number>();
  const edges = boxes.flatMap((box) =>
    box.step.causes.flatMap((id): Edge[] => {
      const cause = byId.get(id);
      if (!cause || cause.row >= box.row) return [];
      const elapsedMs = Date.parse(box.step.at) - Date.parse(cause.step.at);
      const common = { id: `${id} ${box.step.id}`, elapsedMs, isWait: box.step.waitedFor !== undefined };
      if (box.row === cause.row + 1) return [{ ...common, ...elbow(cause, box) }];
      const lane = names.indexOf(box.step.lane);
      const used = usedGutters.get(lane) ?? 0;
      usedGutters.set(lane, used + 1);
      return [{ ...common, ...aroundBoxes(cause, box, used) }];
    }),
  );
  return { boxes, edges, lanes, width: LEFT + names.length * LANE + 6, height: TOP + ordered.length * ROW };
}

/** From the foot of a box to the head of the one in the next row. */
function elbow(from: Box, to: Box): Pick<Edge, "path" | "label"> {
  const [startX, endX] = [from.x + BOX.width / 2, to.x + BOX.width / 2];
  const [startY, endY] = [from.y + BOX.height, to.y - 5];
  const middle = startY + (ROW - BOX.height) / 2;
  if (startX === endX) return { path: `M${startX} ${startY}V${endY}`, label: { x: startX, y: middle } };
  const turn = Math.sign(endX - startX) * 7;
  const path = `M${startX} ${startY}V${middle - 7}q0 7 ${turn} 7H${endX - turn}q${turn} 0 ${turn} 7V${endY}`;
  return { path, label: { x: (startX + endX) / 2, y: middle } };
}

/** Through the gap below the cause and down beside the lane of the effect, where no box stands. */
function aroundBoxes(from: Box, to: Box, used: number): Pick<Edge, "path" | "label"> {
  const startX = from.x + BOX.width / 2 + 16;
  const gap = from.y + BOX.height + (ROW - BOX.height) / 2;
  // Edges into the same lane stand beside each other, as far as there is room.
  const gutter = to.x - 3 - Math.min(used, 2) * 2.5;
  const end = to.y + BOX.height / 2 + Math.min(used, 2) * 6;
  const turn = Math.sign(gutter - startX) * 6;
  const path = `M${startX} ${from.y + BOX.height}V${gap - 6}q0 6 ${turn} 6H${gutter - turn}q${turn} 0 ${turn} 6V${end - 3}q0 3 3 3H${to.x - 1}`;
  const middleRow = Math.max(from.row + 2, Math.ceil((from.row + to.row) / 2));
  return { path, label: { x: gutter, y: TOP + middleRow * ROW - (ROW - BOX.height) / 2 } };
}
