/** Streams in the contract, the client and the table of operations: operations that answer with events. */
import { EVENT_ID } from "#cloud/event-stream";
import { type Endpoint, endpoint } from "#kit/endpoint";
import type { Events } from "#kit/stream";
import type { Declarations, Found } from "./discover.ts";
import type { JsonSchema } from "./example.ts";
import { toJson } from "./to-json.ts";

/** An endpoint, or a stream, which has events. */
export type DeclaredOperation = Endpoint & { events?: Events };

export const declaredOperations = ({
  endpoints,
  streams,
}: Pick<Declarations, "endpoints" | "streams">): Found<DeclaredOperation>[] => [
  ...endpoints,
  ...streams.map(({ value: { route, spec }, ...place }) => {
    const { events, ...told } = spec;
    const asked = endpoint(route, { ...told, handler: () => undefined });
    return { ...place, value: { ...asked, events } };
  }),
];

export const EVENTS =
  "Server-Sent Events, each as here: `event` and `id` as they are, `data` as JSON. A comment comes when there was nothing for 15 seconds. `end` is the last of a stream that is complete, and `problem` (a Problem) of one that failed. One that ends without either was cut, after five minutes at most: connect again after `retry` milliseconds, with the last id as `Last-Event-ID`.";

/** A schema for each event, which is also the type that the client yields. */
export function eventsSchema(events: Events): JsonSchema {
  const schemas = Object.entries(events).map(
    ([name, schema]): JsonSchema => ({
      type: "object",
      required: ["event", "data"],
      properties: {
        event: { type: "string", const: name, description: "What kind of event it is." },
        data: { ...toJson(schema, "output"), description: `What \`${name}\` carries.` },
        id: { type: "string", description: "What to send as `Last-Event-ID` to go on behind this event." },
      },
    }),
  );
  return schemas.length === 1 ? schemas[0]! : { oneOf: schemas };
}

export const LAST_EVENT_ID = {
  name: "Last-Event-ID",
  in: "header",
  schema: { type: "string", pattern: EVENT_ID.source },
  description: "The id of the last event that you have seen; the stream goes on behind it.",
};
