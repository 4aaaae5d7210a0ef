import type { CSSProperties } from "react";
import type { Entry } from "./entries.ts";
import type { DragMode, Span } from "./grid.ts";

/** What can be done in a view of the calendar. */
export interface Acts {
  onOpen: (entry: Entry) => void;
  onMove: (entry: Entry, mode: DragMode, to: Span) => void;
  /** Something new at this time; of whole days when it begins and ends at midnight. */
  onNew: (span: Span) => void;
  onDelete: (entry: Entry) => void;
  /** Shows the list of a day. */
  onDay: (day: string) => void;
}

export interface ViewProps {
  days: readonly string[];
  entries: readonly Entry[];
  isLoading: boolean;
  acts: Acts;
}

/** As a property for the styles, which make it seen on every surface. */
export const ownColor = ({ color }: Pick<Entry, "color">): CSSProperties | undefined =>
  // React's type knows no properties of one's own.
  color ? ({ "--own": color } as CSSProperties) : undefined;
