import type { ReactNode } from "react";
import type { Answer } from "#console/data/client.ts";
import { Button, ButtonLink } from "#console/ui/Button.tsx";
import { Icon } from "#console/ui/Glyph.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { useCommon } from "#console/words/common.ts";
import { measure } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { BulkJob, useBulk } from "./Bulk.tsx";
import { type Group, Pattern } from "./Pattern.tsx";
import type { Stats } from "./rows.ts";
import type en from "./words.en.ts";

/** From here on an event waits longer than the sweep takes. */
export const LATE_SECONDS = 120;

type Look = { id: string; tone: "bad" | "warn"; title: string; detail?: ReactNode; to: string; group?: Group };

const SHOWN_GROUPS = 3;

/** What of all that is known asks for somebody. */
export function useLooks(
  stats: Stats | undefined,
  groups: Answer<"admin.dead-letters.groups"> | undefined,
  schedules: Answer<"admin.schedules.list"> | undefined,
): Look[] {
  const words = useWords<typeof en>("operations").overview;
  const looks: Look[] = (groups?.data.slice(0, SHOWN_GROUPS) ?? []).map((group) => ({
    id: group.errorGroup,
    tone: "bad",
    title: words.oneCause(group.count),
    detail: <Pattern group={group} />,
    to: `/operations/dead-letters?group=${group.errorGroup}`,
    group,
  }));
  for (const { id, lastRun } of schedules?.data ?? []) {
    if (!lastRun?.error) continue;
    const detail = <span dir="auto">{lastRun.error}</span>;
    looks.push({
      id: `schedule ${id}`,
      tone: "bad",
      title: words.scheduleFailed(id),
      detail,
      to: "/operations/schedules",
    });
  }
  if (!stats) return looks;
  const { outbox, webhooks } = stats;
  if (outbox.oldestAgeSeconds !== null && outbox.oldestAgeSeconds > LATE_SECONDS) {
    const title = words.outboxLate(measure(Math.round(outbox.oldestAgeSeconds / 60), "minute", "long"));
    looks.push({ id: "outbox", tone: "warn", title, to: "/operations/schedules" });
  }
  if (webhooks.unfinished > 0) {
    const title = words.unfinished(webhooks.unfinished);
    looks.push({ id: "unfinished", tone: "warn", title, to: "/operations/webhook-deliveries?show=unfinished" });
  }
  if (webhooks.refused > 0) {
    const title = words.refused(webhooks.refused);
    looks.push({ id: "refused", tone: "warn", title, to: "/operations/webhook-deliveries?show=refused" });
  }
  return looks;
}

/** Each with the one thing that is to be done about it. */
export function NeedsLook({ looks, onDone }: { looks: readonly Look[]; onDone: () => void }) {
  const words = useWords<typeof en>("operations");
  const common = useCommon();
  const bulk = useBulk(onDone);
  return (
    <>
      <BulkJob bulk={bulk} />
      {looks.length > 0 && (
        <Section title={words.overview.needsLook}>
          <Card flush>
            {looks.map(({ id, tone, title, detail, to, group }) => (
              <div key={id} className={`look ${tone}`}>
                <Icon name={tone === "bad" ? "alert" : "warning"} />
                <div>
                  <p>
                    <b>{title}</b>
                  </p>
                  {detail}
                </div>
                <div className="row">
                  {group && (
                    <Button
                      small
                      icon="again"
                      busy={bulk.isRunning}
                      onClick={() => void bulk.redrive({ errorGroup: group.errorGroup }, words.letters.redriving)}
                    >
                      {words.letters.redriveAll(group.count)}
                    </Button>
                  )}
                  <ButtonLink small kind="bare" to={to}>
                    {common.open}
                  </ButtonLink>
                </div>
              </div>
            ))}
          </Card>
        </Section>
      )}
    </>
  );
}
