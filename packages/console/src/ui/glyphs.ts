import type { Area } from "./Glyph.tsx";
import { type IconName, icons } from "./icons.ts";

/** The icon of each area: a shape of its own, so that the hue never has to say it alone. */
const areas: Record<Area, IconName> = {
  work: "task",
  calendar: "calendar",
  rhythm: "repeat",
  health: "heart",
  household: "home",
  finance: "money",
  knowledge: "book",
  people: "people",
  cortex: "spark",
  system: "layers",
};

/** What a name stands for: an area with its hue, or an icon, in the hue of the area `of` where one is given. */
export function glyphOf(name: string, of?: string): { icon: IconName; of?: Area } {
  const area = isArea(of) ? of : undefined;
  if (isArea(name)) return { icon: areas[name], of: name };
  return { icon: name in icons ? (name as IconName) : "layers", of: area };
}

function isArea(name: string | undefined): name is Area {
  return name !== undefined && name in areas;
}
