/**
 * What a synchronisation needs of a provider of calendars. Google and Microsoft have one each; what they have in common (pages, cursors,
 * versions) is here, and what they call it is theirs.
 */
import type { Fields } from "#core/calendar/sync/fields";

export interface RemoteCalendar {
  externalId: string;
  name: string;
  description: string | null;
  /** `#rrggbb` */
  color: string | null;
  timezone: string | null;
  isReadOnly: boolean;
  isPrimary: boolean;
}

/** An event at the provider. */
export interface Remote {
  externalId: string;
  /** Its version there: what If-Match is given. */
  etag: string;
  /** When it was last changed there, ISO 8601 UTC; an older version than the known one comes from an answer that was late. */
  changedAt: string | null;
  icalUid: string | null;
  /** Of an instance that differs from its series: the series, and where it would start there. */
  seriesId: string | null;
  original: { at: string; isAllDay: boolean } | null;
  /** Null when it is gone, or cancelled. */
  fields: Fields | null;
}

/** Where reading goes on: at the next page of a list, or with what has changed since the last one. */
export interface Cursor {
  page?: string;
  since?: string;
  /** When a list of everything was begun: what it has not named by its end is gone. */
  fullSince?: string;
  /** Since when that list names events. */
  from?: string;
  /** What came since the last synchronisation that was finished; kept here, so that a step that is repeated counts nothing twice or not at all. */
  counts?: Counts;
}

export interface Counts {
  added: number;
  updated: number;
  deleted: number;
}

export interface Page {
  events: Remote[];
  page?: string;
  /** Of the last page: the cursor of what changes from here on. */
  since?: string;
  /** Since when events are listed at all, where that is not for ever, ISO 8601: what ended before is not missing from a list. */
  from?: string;
}

/** A cursor is no longer known there: everything has to be listed again. */
export class CursorEnded extends Error {
  override readonly name = "CursorEnded";
}
/** It was changed there since the version that was named. */
export class ChangedThere extends Error {
  override readonly name = "ChangedThere";
}
/** It is no longer there. */
export class GoneThere extends Error {
  override readonly name = "GoneThere";
}

/** The provider cannot hold it as it is here; the message is a sentence. */
export class NotWritable extends Error {
  override readonly name = "NotWritable";
}

export interface Channel {
  id: string;
  /** What each notification carries, so that nobody else can send one. */
  token: string;
  /** Where notifications go. */
  address: string;
}

export interface CalendarService {
  /** Whether an instance that was removed from its series there can be put back into it. */
  takesInstancesBack: boolean;
  calendars(): Promise<RemoteCalendar[]>;
  /** Throws CursorEnded. */
  page(calendar: string, cursor: Cursor): Promise<Page>;
  /** One event, or null when it is no longer there. */
  get(calendar: string, externalId: string): Promise<Remote | null>;
  /** The instance of a series that starts, or started before it was moved, at this moment; `isAllDay` is that of the series. */
  instance(calendar: string, seriesId: string, originalStart: string, isAllDay: boolean): Promise<Remote | null>;
  /**
   * Creates the event of a row: twice with the same ids makes one. `formerId` is what the provider knew it by before it was removed there; where
   * the provider can, that event comes back.
   */
  create(calendar: string, rowId: string, fields: Fields, formerId: string | null): Promise<Remote>;
  /** Changes some fields. Throws ChangedThere, GoneThere. */
  change(calendar: string, externalId: string, etag: string, fields: Partial<Fields>): Promise<Remote>;
  /** Removes an event, which may be gone already. Throws ChangedThere. */
  remove(calendar: string, externalId: string, etag: string): Promise<void>;
  /** Has the provider tell of changes; null where it cannot. */
  watch(calendar: string, channel: Channel): Promise<{ resourceId: string; expiresAt: string } | null>;
  unwatch(channelId: string, resourceId: string): Promise<void>;
  /** The row whose event has this id there, if `create` made it. */
  rowOf(externalId: string): string | undefined;
}
