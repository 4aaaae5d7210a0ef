/** Rows that several files of the pillar show, as the API answers them. */
import type { RowOf } from "#console/data/list.ts";

export type Household = RowOf<"identity.households.list">;
export type Connection = RowOf<"identity.connections.list">;
