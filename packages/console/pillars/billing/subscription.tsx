/** The plan that one has, what is used of it, and the plans that there are. */
import { useState } from "react";
import { useSearchParams } from "react-router";
import type { Answer } from "#console/data/client.ts";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Meter } from "#console/ui/Job.tsx";
import { Card, Page, Row, Section, Stack } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { day, dayOf, money, now, size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { goOn, manage } from "./leave.ts";
import { Plans } from "./Plans.tsx";
import type en from "./words.en.ts";

type Mine = Answer<"billing.subscription.get">;
type Subscription = NonNullable<Mine["subscription"]>;

export const load: PageModule["load"] = () => {
  prefetch("billing.subscription.get");
  prefetch("billing.plans.list");
  prefetch("knowledge.storage.get");
  prefetch("rhythm.routines.list", ROUTINES);
};

/** Those that count; of more than a list gives at once nobody is told how many there are. */
const ROUTINES = { query: { isActive: true, limit: 100 } };

export default function Plan() {
  const words = useWords<typeof en>("billing").subscription;
  const mine = useRead("billing.subscription.get");
  const plans = useRead("billing.plans.list");
  const room = useRead("knowledge.storage.get");
  const routines = useRead("rhythm.routines.list", ROUTINES);
  const [searched] = useSearchParams();
  // What is used stands between the two, and would push the plans down if it came later.
  const isReady = mine.data && plans.data && !room.isLoading && !routines.isLoading;
  const problem = mine.problem ?? plans.problem;
  return (
    <Page
      title={words.title}
      state={isReady ? "ready" : problem ? "failed" : "loading"}
      problem={problem}
      retry={() => [mine, plans].forEach(({ retry }) => void retry())}
    >
      {searched.get("checkout") === "done" && <p role="status">{words.bought}</p>}
      {mine.data && <Yours mine={mine.data} />}
      <Usage
        room={room.data}
        routines={routines.data?.nextCursor === null ? routines.data.data.length : undefined}
        most={plans.data?.data.find(({ tier }) => tier === mine.data?.tier)?.limits.activeRoutines}
      />
      {mine.data && plans.data && <Plans mine={mine.data} plans={plans.data.data} />}
    </Page>
  );
}

function Yours({ mine: { tier, subscription, checkout, isConfigured } }: { mine: Mine }) {
  const words = useWords<typeof en>("billing").subscription;
  return (
    <Section title={words.yours}>
      <Card>
        <Stack>
          <Row
            end={subscription && <State tone={TONES[subscription.status]}>{words.statuses[subscription.status]}</State>}
          >
            <strong>{words.tiers[tier]}</strong>
          </Row>
          {!isConfigured && <p className="quiet">{words.nothingSold}</p>}
          {isConfigured && !subscription && <p className="quiet">{words.none}</p>}
          {subscription && <Told subscription={subscription} />}
          {subscription && isConfigured && <Leaving label={words.manage} go={manage} />}
          {checkout && (
            <Row>
              <span>{words.open}</span>
              <Leaving label={words.goOn} go={() => goOn(checkout.url)} />
            </Row>
          )}
        </Stack>
      </Card>
    </Section>
  );
}

const TONES = {
  trialing: undefined,
  active: undefined,
  past_due: "warn",
  canceled: undefined,
  unpaid: "bad",
  incomplete: "warn",
  incomplete_expired: undefined,
  paused: "warn",
} as const;

/** What it costs, and what comes next. */
function Told({ subscription }: { subscription: Subscription }) {
  const words = useWords<typeof en>("billing").subscription;
  const { mrrCents, currency } = subscription;
  return (
    <p className="quiet">
      {mrrCents > 0 && currency && `${words.aMonth(money(mrrCents, currency))}. `}
      {useNext(subscription)}
    </p>
  );
}

function useNext({
  status,
  graceEndsAt,
  trialEnd,
  cancelAtPeriodEnd,
  cancelAt,
  currentPeriodEnd,
}: Subscription): string {
  const words = useWords<typeof en>("billing").subscription;
  const dated = (say: (when: string) => string, at: string | null) => (at ? say(day(dayOf(at), "long")) : "");
  if (status === "canceled" || status === "incomplete_expired") return "";
  if (status === "past_due" && graceEndsAt && new Date(graceEndsAt) > now()) return dated(words.grace, graceEndsAt);
  if (status !== "active" && status !== "trialing") return words.noTier;
  if (cancelAt || cancelAtPeriodEnd) return dated(words.ends, cancelAt ?? currentPeriodEnd);
  return status === "trialing" ? dated(words.trialEnds, trialEnd) : dated(words.renews, currentPeriodEnd);
}

function Leaving({ label, go }: { label: string; go: () => Promise<void> }) {
  const [isGoing, setGoing] = useState(false);
  return (
    <div>
      <Button
        icon="external"
        busy={isGoing}
        onClick={() => {
          setGoing(true);
          void go().finally(() => setGoing(false));
        }}
      >
        {label}
      </Button>
    </div>
  );
}

const NEARLY_FULL = 0.9;

type UsageProps = {
  room: Answer<"knowledge.storage.get"> | undefined;
  /** How many are active, where that is known, and how many may be. */
  routines: number | undefined;
  most: number | undefined;
};

function Usage({ room, routines, most }: UsageProps) {
  const words = useWords<typeof en>("billing").subscription;
  const parts = [
    room && {
      label: words.storage,
      share: room.usedBytes / room.totalBytes,
      text: words.used(size(room.usedBytes), size(room.totalBytes)),
    },
    routines !== undefined &&
      most !== undefined && {
        label: words.routines,
        share: routines / Math.max(most, 1),
        text: words.used(words.count(routines), words.count(most)),
      },
  ].filter((one) => one !== undefined && one !== false);
  if (parts.length === 0) return null;
  return (
    <Section title={words.usage}>
      <Card>
        <Stack>
          {parts.map(({ label, share, text }) => (
            <div key={label}>
              <Row end={<span className="quiet">{text}</span>}>{label}</Row>
              <Meter label={label} share={share} valueText={text} tone={share > NEARLY_FULL ? "warn" : undefined} />
            </div>
          ))}
        </Stack>
      </Card>
    </Section>
  );
}
