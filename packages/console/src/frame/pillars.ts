/** What a pillar tells the frame, and all the pillars there are: a folder in `pillars/` with a `pillar.ts` is one. */
import type { ComponentType } from "react";

/** A text of the frame in both languages; what a page says is in the words of its pillar. */
export interface Label {
  en: string;
  de: string;
}

/** The default export of `pillars/<name>/pillar.ts`. It imports no component and nothing large: every start loads it. */
export interface Pillar {
  /** As the folder and the pillar of the API are called. */
  name: string;
  /** How its lane and its filter are called in the timeline; without it, as its first page. */
  label?: Label;
  area: "life" | "operations";
  /** The name of its glyph and hue in src/ui/glyphs.ts. */
  glyph: string;
  /** Its place in the navigation; less is further up. */
  order: number;
  pages: readonly Page[];
  commands?: readonly Command[];
  /** How rows of this pillar are named, by the entity type of their events; how these read is in its `sentences.ts`. */
  entities?: Readonly<Record<string, Entity>>;
}

export interface Page {
  /** Below /console, as React Router writes it: `work/tasks/:taskId`. Without parameters it may stand in the navigation. */
  path: string;
  load: () => Promise<PageModule>;
  label: Label;
  glyph?: string;
  /** Whether and where it stands in the navigation: in the rail, at its foot, or as an icon in the top bar. */
  navigation?: "rail" | "foot" | "top" | "none";
  /** Its place in the tab bar of a phone, from 1; there is room for three beside “Add” and “More”. */
  tab?: number;
  /** How many things wait there: a component that renders a number, or nothing. It is loaded after the page shows. */
  count?: () => Promise<{ default: ComponentType }>;
  /** What `g` is followed by to come here. */
  key?: string;
  /** Who may open it; others are told so. */
  role?: "admin";
}

/** What the file of a page exports. */
export interface PageModule {
  default: ComponentType;
  /** Begins to read what the page shows, when a link to it is pressed. `url` has its search parameters. */
  load?: (at: { params: Readonly<Record<string, string | undefined>>; url: URL }) => unknown;
}

export interface Command {
  /** `work.tasks.add`: unique. */
  id: string;
  label: Label;
  glyph?: string;
  /** A single key (`n`) or `g` and one (`g t`). */
  keys?: string;
  role?: "admin";
  run: (tools: CommandTools) => void | Promise<void>;
}

export interface CommandTools {
  /** Opens a page of the console, by its path below /console. */
  go: (path: string) => void;
}

export interface Entity {
  label: Label;
  glyph?: string;
  /** The operation that reads one, and its path parameter: `work.tasks.get`, `taskId`. */
  read?: string;
  parameter?: string;
  /** What names a row; without it, `title` or `name`. */
  nameOf?: (row: Readonly<Record<string, unknown>>) => string | undefined;
  /** Where a row is seen, below /console. */
  path?: (id: string) => string;
}

const modules = import.meta.glob<Pillar>("../../pillars/*/pillar.ts", { eager: true, import: "default" });

export const pillars: readonly Pillar[] = Object.values(modules).sort((a, b) => a.order - b.order);

/** What is known of an entity type, of whatever pillar. */
export function entityOf(type: string): (Entity & { pillar: Pillar }) | undefined {
  for (const pillar of pillars) {
    const entity = pillar.entities?.[type];
    if (entity) return { ...entity, pillar };
  }
  return undefined;
}
