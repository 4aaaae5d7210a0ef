/** Generates all files from the declarations, as texts by path. */
import { discoverKnown } from "#testing/known";
import { clientSource } from "./client-source.ts";
import { compact } from "./compact.ts";
import { DASHBOARD_PARTS, dashboardParts } from "./dashboard-parts.ts";
import { describe } from "./describe.ts";
import type { Declarations, Found } from "./discover.ts";
import { ENTITY_TABLES, entitiesOf, entityPaths, entityTableModules, entityTables } from "./entities.ts";
import { shareForms } from "./forms.ts";
import { GRANTABLE_TYPES, grantableTypes } from "./grantable-types.ts";
import { IMPORTERS_LIST, importersList } from "./importers-list.ts";
import { manifestOf } from "./manifest.ts";
import { componentName } from "./names.ts";
import { openapiOf } from "./openapi.ts";
import { operationsTable } from "./operations.ts";
import { SCHEDULES_LIST, schedulesList } from "./schedules-list.ts";
import { SETTINGS_LIST, settingsList } from "./settings-list.ts";
import { type DeclaredOperation, declaredOperations } from "./streams.ts";
import { TOLD_LIST, toldList } from "./told-list.ts";
import { typesOf } from "./types.ts";

export async function generate(
  declarations: Declarations,
  tell?: (line: string) => void,
): Promise<Record<string, string>> {
  const operations = declaredOperations(declarations);
  const openapi = contractOf(operations, tell);
  const entities = entitiesOf(operations);
  return {
    [DASHBOARD_PARTS]: dashboardParts(),
    [SETTINGS_LIST]: settingsList(),
    [IMPORTERS_LIST]: importersList(),
    [TOLD_LIST]: toldList(),
    [SCHEDULES_LIST]: schedulesList(declarations.schedules),
    "packages/contract/manifest.json": `${JSON.stringify(manifestOf(declarations), null, 2)}\n`,
    "packages/contract/openapi.json": `${indented(openapi)}\n`,
    "packages/contract/schema.d.ts": await typesOf(openapi),
    "packages/client/src/operations.ts": clientSource(operations),
    "packages/client/src/entities.ts": entityPaths(entities),
    "packages/core/src/platform/entities.generated.ts": await entityTables(entities),
    [ENTITY_TABLES]: await entityTableModules(entities),
    [GRANTABLE_TYPES]: await grantableTypes(),
    "docs/api.md": operationsTable(operations, await discoverKnown(declarations.endpoints)),
  };
}

/** JSON with a line for each member, but for short objects and lists without others in them, which stand on one. */
const indented = (document: object): string =>
  JSON.stringify(document, null, 1).replace(/([[{])\n([^[\]{}]{1,100}?)\n *([\]}])/g, (_, opened, inner, closed) => {
    const members = (inner as string).split("\n").map((line) => line.trim());
    return `${opened}${members.join(" ")}${closed}`;
  });

/** The OpenAPI document as it is committed. */
export const contractOf = (operations: readonly Found<DeclaredOperation>[], tell?: (line: string) => void): object =>
  shareForms(describe(compact(openapiOf(operations)), componentName, tell));
