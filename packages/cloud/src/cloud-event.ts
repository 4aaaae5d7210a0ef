import type { CloudEvent, EventRow } from "#kit/event";

/**
 * The wire form of an event row. The relay and the publisher after commit both call it, so an event looks the same on both ways.
 */
export function toCloudEvent(row: EventRow): CloudEvent {
  return {
    specversion: "1.0",
    id: row.id,
    source: row.source,
    type: row.event_type,
    time: new Date(row.created_at).toISOString(),
    datacontenttype: "application/json",
    ...(row.user_id && { subject: row.user_id }),
    correlationid: row.correlation_id,
    ...(row.causation_id && { causationid: row.causation_id }),
    data: {
      entityId: row.entity_id,
      entityType: row.entity_type,
      action: row.action,
      actorId: row.actor_id,
      changed: row.changed,
      payload: row.payload,
      metadata: { clientVersion: row.client_version, platform: row.platform ?? "api" },
    },
  };
}
