/** Every event that core declares, from the `events.ts` of each pillar. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { EventDeclaration } from "#kit/event";
import { projectRoot } from "../contract/discover.ts";

export async function declaredEvents(): Promise<EventDeclaration[]> {
  const core = path.join(projectRoot, "packages/core/src");
  const files = readdirSync(core, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|[/\\])events\.ts$/.test(file),
  );
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(path.join(core, file)).href)));
  const isEvent = (value: unknown): value is EventDeclaration => (value as EventDeclaration | null)?.kind === "event";
  return modules
    .flatMap((module) => Object.values(module as Record<string, object>))
    .flatMap((value) =>
      isEvent(value) ? [value] : typeof value === "object" ? Object.values(value).filter(isEvent) : [],
    );
}
