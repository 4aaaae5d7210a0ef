/**
 * Exports of Apple Health: `export.zip`, or the `export.xml` in it, which is the whole of them but for what is skipped by name (electrocardiograms,
 * clinical records) and the routes of workouts.
 */
import { healthErrors, healthReasons } from "#core/health/sayings";
import { type Source, StillUnpacking, UnreadableSource } from "#core/ingest/importer";
import { type ZipMember, zipMembers } from "#core/ingest/zip";
import type { Saying } from "#kit/saying";
import { KEPT, readElement } from "./apple-records.ts";
import { elements, rootEnd } from "./apple-xml.ts";
import { type Route, readRoute } from "./gpx.ts";
import { type HealthUnit, nameOf, type WorkoutRow } from "./rows.ts";
import { type Step, toldIn, units } from "./telling.ts";

/** Where reading goes on: behind which byte, and behind how many of the other members, which come first. */
interface Place {
  byte: number;
  others: number;
}

export async function* readAppleHealth(source: Source, cursor: string | undefined): AsyncGenerator<HealthUnit> {
  const told = toldIn<Place>(cursor, { byte: 0, others: 0 });
  yield* units(stepsOf(source, told.place), told);
}

async function* stepsOf(source: Source, from: Place): AsyncGenerator<Step<Place>> {
  const { xml, others, routes } = await opened(source);
  for (let { others: told } = from; told < others.length; told++) {
    const { name, reason } = others[told]!;
    const row = { what: "passed", name: nameOf(fileOf(name)), reason } as const;
    yield { place: { byte: 0, others: told + 1 }, readBytes: 0, read: { row, count: 1 } };
  }
  const start = from.byte || (await rootEnd(xml));
  const share = source.sizeBytes / Math.max(xml.sizeBytes, 1);
  for await (const element of elements(xml, start, KEPT)) {
    const place = { byte: element.next, others: others.length };
    const readBytes = Math.floor(element.next * share);
    const read = readElement(element);
    if (!read || !("row" in read) || read.row.what !== "workout") yield { place, readBytes, read };
    else yield { place, readBytes, read: { row: await withRoute(read.row, routes) } };
  }
}

interface Archive {
  xml: Source;
  /** What else is in it, and why it is skipped. */
  others: { name: string; reason: Saying }[];
  routes: ReadonlyMap<string, ZipMember>;
}

async function opened(source: Source): Promise<Archive> {
  const beginning = await source.range(0, Math.min(source.sizeBytes, 4));
  if (!beginning.toString("latin1").startsWith("PK")) return { xml: source, others: [], routes: new Map() };
  const members = (await zipMembers(source)).filter(({ name }) => !isOfSystem(name));
  const xml = await exportIn(members);
  const routes = members.filter(({ name }) => name.endsWith(".gpx"));
  const others = members.flatMap((member) => {
    const reason = member === xml || routes.includes(member) ? undefined : reasonOf(member.name);
    return reason ? [{ name: member.name, reason }] : [];
  });
  return {
    xml: { ...xml.source, name: xml.name },
    others,
    // Within the zip file they are in a folder of its own, which the export does not name.
    routes: new Map(routes.map((one) => [fileOf(one.name), one])),
  };
}

/** What macOS puts beside each file when it packs them anew. */
const isOfSystem = (name: string) => /(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(name);

const fileOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** The export has another name in each language, so that what it begins with tells it. */
async function exportIn(members: readonly ZipMember[]): Promise<ZipMember> {
  const xml = members
    .filter(({ name }) => /\.xml$/i.test(name))
    .sort((one, other) => depthOf(one.name) - depthOf(other.name));
  if (xml.length === 0) throw new UnreadableSource(healthErrors("apple_no_export"));
  let refusal: UnreadableSource | undefined;
  for (const member of xml) {
    if (/_cda\.xml$/i.test(member.name) && xml.length > 1) continue;
    try {
      await rootEnd({ ...member.source, name: member.name });
      return member;
    } catch (error) {
      if (error instanceof StillUnpacking || !(error instanceof UnreadableSource)) throw error;
      refusal ??= error;
    }
  }
  throw refusal ?? new UnreadableSource(healthErrors("apple_no_export"));
}

const depthOf = (name: string) => name.split("/").length;

function reasonOf(name: string): Saying {
  const folder = name.toLowerCase();
  if (/electrocardiogram|(^|\/)ecg/.test(folder)) return healthReasons("heart_file");
  if (/clinical[-_]records?\//.test(folder) || /_cda\.xml$/.test(folder)) return healthReasons("clinical_file");
  return healthReasons("other_file");
}

/** Its way, and the distance that the points of it make where the workout has none of its own. */
async function withRoute(row: WorkoutRow, routes: Archive["routes"]): Promise<WorkoutRow> {
  if (!row.route) return row;
  const member = routes.get(fileOf(row.route.name));
  const route: Route | undefined = member && (await readRoute(member.source));
  if (!route) {
    const { route: _, ...rest } = row;
    return rest;
  }
  const name = nameOf(fileOf(row.route.name));
  return {
    ...row,
    route: { name, points: route.points, lines: route.lines },
    ...(row.distanceM === undefined && route.metres > 0 && { distanceM: route.metres }),
  };
}
