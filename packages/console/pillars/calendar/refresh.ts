import { queries } from "#console/data/queries.ts";

/** Reads anew what instances and busy times are computed into; resolves when it is there. */
export async function refresh(): Promise<void> {
  const names = ["calendar.agenda.get", "calendar.free-busy.get"];
  await Promise.all(names.map((name) => queries.invalidateQueries({ queryKey: [name] })));
}
