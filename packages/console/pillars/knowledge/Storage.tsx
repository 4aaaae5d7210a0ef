/** How much of the room is taken. */
import type { ReactNode } from "react";
import { useRead } from "#console/data/read.ts";
import { Meter } from "#console/ui/Job.tsx";
import { size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

const NEARLY_FULL = 0.9;

export function Storage({ children }: { children?: ReactNode }) {
  const words = useWords<typeof en>("knowledge").files;
  const { data: room } = useRead("knowledge.storage.get");
  const used = room ? words.room(size(room.usedBytes), size(room.totalBytes)) : "";
  const share = room ? room.usedBytes / room.totalBytes : 0;
  return (
    <div className="storage">
      <Meter
        label={words.roomLabel}
        share={share}
        valueText={used}
        of="knowledge"
        tone={share > NEARLY_FULL ? "warn" : undefined}
      />
      <span className="quiet small">{used || "\u00a0"}</span>
      {children && <span className="small">{children}</span>}
    </div>
  );
}
