/** The way of a workout as a drawing: its shape alone, so that nobody else is asked for a map of where somebody was. */
import type { Answer } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Lines = Answer<"health.completed-workouts.route">["geometry"]["coordinates"];

const [WIDTH, HEIGHT, EDGE] = [320, 200, 8];

export function WorkoutRoute({ completedWorkoutId }: { completedWorkoutId: string }) {
  const words = useWords<typeof en>("health").session;
  const { data } = useRead("health.completed-workouts.route", { path: { completedWorkoutId } });
  const lines = data ? drawn(data.geometry.coordinates) : [];
  const [first, last] = [lines[0]?.[0], lines.at(-1)?.at(-1)];
  if (!data || !first || !last) return null;
  return (
    <figure className="workout-route">
      <figcaption>{words.way}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words.wayOf(data.recordedPoints)}>
        <path d={lines.map((line) => `M${line.map((point) => point.join(" ")).join("L")}`).join("")} />
        <circle className="begins" cx={first[0]} cy={first[1]} r={4} />
        <circle cx={last[0]} cy={last[1]} r={4} />
      </svg>
    </figure>
  );
}

/** In the picture, as large as it fits: north is up, and a kilometre is as long across as upwards. */
function drawn(lines: Lines): [number, number][][] {
  const points = lines.flat();
  if (points.length === 0) return [];
  const middle = ((bound(points, 1, Math.min) + bound(points, 1, Math.max)) / 2) * (Math.PI / 180);
  const across = Math.cos(middle);
  const [west, east] = [bound(points, 0, Math.min) * across, bound(points, 0, Math.max) * across];
  const [south, north] = [bound(points, 1, Math.min), bound(points, 1, Math.max)];
  const scale = Math.min((WIDTH - 2 * EDGE) / (east - west || 1e-9), (HEIGHT - 2 * EDGE) / (north - south || 1e-9));
  const [left, top] = [(WIDTH - (east - west) * scale) / 2, (HEIGHT - (north - south) * scale) / 2];
  return lines.map((line) =>
    line.map(([longitude = 0, latitude = 0]): [number, number] => [
      tenth(left + (longitude * across - west) * scale),
      tenth(top + (north - latitude) * scale),
    ]),
  );
}

const bound = (points: readonly number[][], at: 0 | 1, of: (one: number, other: number) => number): number =>
  points.reduce((most, point) => of(most, point[at] ?? most), points[0]?.[at] ?? 0);

const tenth = (value: number) => Math.round(value * 10) / 10;
