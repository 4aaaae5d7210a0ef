/** The routes of workouts (GPX 1.1): where one goes, how many points it has, and how far it goes. */
import { SaxesParser } from "saxes";
import type { Source } from "#core/ingest/importer";
import { collector, type Position } from "./route-lines.ts";

export interface Route {
  points: number;
  /** Along the surface of a ball of the size of the earth, which is off by half a percent at most. */
  metres: number;
  /** Its way with few points, a line for each segment. */
  lines: Position[][];
}

/** A day of a point a second has 30 MB. */
const MAX_BYTES = 64 * 1024 ** 2;
const MAX_TEXT = 1024 ** 2;

/** Undefined for one that is none, or too large; the workout is taken in without it. */
export async function readRoute(source: Source): Promise<Route | undefined> {
  if (source.sizeBytes > MAX_BYTES) return undefined;
  const route = { points: 0, metres: 0 };
  const way = collector();
  let [before, isRoute, told, read]: [Point | undefined, boolean, number, number] = [undefined, false, 0, 0];
  const parser = new SaxesParser({ position: false });
  parser.on("error", () => {});
  parser.on("opentag", ({ name, attributes }) => {
    told = read;
    if (name === "gpx") isRoute = true;
    // Between segments a watch has lost its way.
    if (name === "trkseg") {
      before = undefined;
      way.cut();
    }
    if (name !== "trkpt") return;
    const point = { latitude: Number(attributes.lat ?? "x"), longitude: Number(attributes.lon ?? "x") };
    if (!(Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180)) return;
    route.points++;
    if (before) route.metres += between(before, point);
    before = point;
    way.add([point.longitude, point.latitude]);
  });
  const decoder = new TextDecoder();
  for await (const bytes of source.stream()) {
    read += bytes.length;
    parser.write(decoder.decode(bytes, { stream: true }));
    if (read - told > MAX_TEXT) return undefined;
  }
  return isRoute ? { ...route, metres: Math.round(route.metres * 10) / 10, lines: way.lines() } : undefined;
}

interface Point {
  /** In degrees. */
  latitude: number;
  longitude: number;
}

const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** By the haversine formula, which is exact enough for short ways. */
function between(one: Point, other: Point): number {
  const [up, across] = [radians(other.latitude - one.latitude), radians(other.longitude - one.longitude)];
  const chord =
    Math.sin(up / 2) ** 2 +
    Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(across / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(Math.sqrt(chord), 1));
}
