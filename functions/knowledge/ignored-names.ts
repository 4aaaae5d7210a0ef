import { NameFreed } from "#core/knowledge/events";
import { ignoredNames } from "#core/knowledge/graph.sql";
import * as Entities from "#core/knowledge/graph-entities";
import { listEndpoint } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { entityOf } from "#kit/entity";
import { Forbidden, NotFound } from "#kit/problem";

export const list = listEndpoint("GET /v1/knowledge/ignored-names", ignoredNames, {
  description:
    "Names that you have said are no entities, by removing the entities that had them. They are not found in texts.",
  filter: ["normalizedName"],
  entities: [entityOf(NameFreed, ignoredNames)],
});

export const remove = endpoint("DELETE /v1/knowledge/ignored-names/{ignoredNameId}", {
  summary: "Let a name be found again",
  description: "It is found in what you write from then on.",
  problems: [NotFound, Forbidden],
  async handler(ctx) {
    await Entities.freeName(ctx, ctx.params.ignoredNameId);
    return undefined;
  },
});
