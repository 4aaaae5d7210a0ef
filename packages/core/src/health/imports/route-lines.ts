/** The lines of a way with few points: those without which it would look different. */
import { MAX_ROUTE_LINES, MAX_ROUTE_POINTS } from "#core/health/workouts.sql";

/** Longitude and latitude in degrees. */
export type Position = [number, number];

/** So many points are held while a route is read; of longer ones every second, fourth and so on. */
const MOST_HELD = 20_000;
/** What is nearer to the line than this, in metres, is no turn but how exactly satellites tell a place. */
const NEAR_METRES = 2;

/** Takes points one after the other, however many there are. */
export function collector() {
  let lines: Position[][] = [];
  let [held, seen, every] = [0, 0, 1];
  return {
    /** What comes now does not go on from what was before. */
    cut: () => lines.push([]),
    add(point: Position) {
      if (seen++ % every !== 0) return;
      if (lines.length === 0) lines.push([]);
      lines.at(-1)!.push(point);
      if (++held < MOST_HELD) return;
      lines = lines.map((line) => line.filter((_, at) => at % 2 === 0));
      held = lines.reduce((sum, line) => sum + line.length, 0);
      every *= 2;
    },
    lines: () => simplified(lines),
  };
}

interface Span {
  line: number;
  from: number;
  to: number;
  /** The point between them that is farthest from the line through them, and how far, in metres. */
  farthest: number;
  metres: number;
}

/**
 * The ends of each line, and then the point that is farthest off what is drawn so far, until nothing is or there are enough: so Ramer, Douglas and
 * Peucker do it, here by the number of points instead of the distance.
 */
function simplified(all: readonly Position[][]): Position[][] {
  const lines = longest(all.filter((line) => line.length > 1));
  const flat = lines.map(onPlane);
  const kept = lines.map((line) => new Set([0, line.length - 1]));
  let open = flat.map((line, at) => spanOf(line, at, 0, line.length - 1));
  for (let left = MAX_ROUTE_POINTS - 2 * lines.length; left > 0; left--) {
    const widest = open.reduce<Span | undefined>(
      (most, one) => (most && most.metres >= one.metres ? most : one),
      undefined,
    );
    if (!widest || widest.metres < NEAR_METRES) break;
    const { line, from, to, farthest } = widest;
    kept[line]!.add(farthest);
    const halves = [spanOf(flat[line]!, line, from, farthest), spanOf(flat[line]!, line, farthest, to)];
    open = [...open.filter((one) => one !== widest), ...halves.filter(({ metres }) => metres >= NEAR_METRES)];
  }
  return lines.map((line, at) => line.filter((_, n) => kept[at]!.has(n)).map(rounded));
}

/** So many of them as are kept, in their order. */
function longest(lines: readonly Position[][]): readonly Position[][] {
  if (lines.length <= MAX_ROUTE_LINES) return lines;
  const least = lines.map((line) => line.length).sort((a, b) => b - a)[MAX_ROUTE_LINES - 1]!;
  return lines.filter((line) => line.length >= least).slice(0, MAX_ROUTE_LINES);
}

/** A metre is five places of a degree. */
const rounded = ([longitude, latitude]: Position): Position => [
  Math.round(longitude * 1e5) / 1e5,
  Math.round(latitude * 1e5) / 1e5,
];

const METRES_A_DEGREE = 111_195;

/** In metres, as if the earth was flat around its first point, which it is nearly as far as people go in a day. */
function onPlane(line: readonly Position[]): Position[] {
  const [longitude, latitude] = line[0]!;
  const across = Math.cos((latitude * Math.PI) / 180) * METRES_A_DEGREE;
  return line.map(([x, y]) => [(x - longitude) * across, (y - latitude) * METRES_A_DEGREE]);
}

function spanOf(line: readonly Position[], at: number, from: number, to: number): Span {
  const [[x, y], [endX, endY]] = [line[from]!, line[to]!];
  const [dx, dy] = [endX - x, endY - y];
  const length = dx * dx + dy * dy;
  let [farthest, most] = [from, -1];
  for (let n = from + 1; n < to; n++) {
    const [px, py] = line[n]!;
    // Not beyond the ends: a round begins and ends at one place.
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - x) * dx + (py - y) * dy) / length));
    const [awayX, awayY] = [px - x - share * dx, py - y - share * dy];
    const away = awayX * awayX + awayY * awayY;
    if (away > most) [farthest, most] = [n, away];
  }
  return { line: at, from, to, farthest, metres: most < 0 ? 0 : Math.sqrt(most) };
}
