/** Everything that can be done by name or by key: what the frame itself does, opening a page, and the commands of the pillars. */
import type { Place } from "#console/words/place.ts";
import { textOf } from "./navigation.ts";
import { type CommandTools, pillars } from "./pillars.ts";

export type Action = {
  id: string;
  label: string;
  glyph: string;
  /** The area whose hue its glyph has. */
  of?: string;
  keys?: string;
  kind: "page" | "command";
  /** For the part of the product it belongs to. */
  area?: "life" | "operations";
  run: (tools: CommandTools) => void | Promise<void>;
};

export function actionsOf(place: Place, isAdmin: boolean): Action[] {
  return pillars
    .filter(({ area }) => area === "life" || isAdmin)
    .flatMap((pillar): Action[] => {
      const pages = pillar.pages.filter(({ path, role }) => !path.includes(":") && (role !== "admin" || isAdmin));
      const commands = (pillar.commands ?? []).filter(({ role }) => role !== "admin" || isAdmin);
      const common = { area: pillar.area, of: pillar.glyph };
      return [
        ...commands.map(
          (command): Action => ({
            ...common,
            id: command.id,
            label: textOf(command.label, place),
            glyph: command.glyph ?? pillar.glyph,
            keys: command.keys,
            kind: "command",
            run: command.run,
          }),
        ),
        ...pages.map(
          (page): Action => ({
            ...common,
            id: `open ${page.path}`,
            label: textOf(page.label, place),
            glyph: page.glyph ?? pillar.glyph,
            keys: page.key && `g ${page.key}`,
            kind: "page",
            run: ({ go }) => go(`/${page.path}`),
          }),
        ),
      ];
    });
}

/** Those whose words begin with every word that was typed, the best first; all of them when nothing was. */
export function matching(actions: readonly Action[], typed: string): Action[] {
  const wanted = folded(typed).split(" ").filter(Boolean);
  return actions
    .map((action) => ({ action, rank: rankOf(folded(action.label), wanted) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .map(({ action }) => action);
}

/** 0 when it begins with what was typed, 1 when its words do, 2 when it holds it somewhere. */
function rankOf(label: string, wanted: readonly string[]): number {
  if (label.startsWith(wanted.join(" "))) return 0;
  const words = label.split(/[^\p{L}\p{N}]+/u);
  if (wanted.every((one) => words.some((word) => word.startsWith(one)))) return 1;
  return wanted.every((one) => label.includes(one)) ? 2 : Infinity;
}

/** Without case and accents, so that “cafe” finds “Café”. */
function folded(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}
