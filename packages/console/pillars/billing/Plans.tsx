/** The plans that there are, side by side, and how to buy one. */
import "./billing.css";
import { useState } from "react";
import type { Answer } from "#console/data/client.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { money, size } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { subscribe } from "./leave.ts";
import type en from "./words.en.ts";

type Mine = Answer<"billing.subscription.get">;
type Plan = Answer<"billing.plans.list">["data"][number];

export function Plans({ mine, plans }: { mine: Mine; plans: readonly Plan[] }) {
  const words = useWords<typeof en>("billing").subscription;
  // What nobody can buy here is of interest only to whoever has it.
  const shown = plans.filter(({ tier, prices }) => tier === "free" || tier === mine.tier || prices.length > 0);
  return (
    <Section title={words.plans}>
      <ul className="plans">
        {shown.map((plan) => (
          <li key={plan.tier}>
            <One plan={plan} mine={mine} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const ENDED: readonly string[] = ["canceled", "incomplete_expired"];

function One({ plan: { tier, limits, prices }, mine }: { plan: Plan; mine: Mine }) {
  const words = useWords<typeof en>("billing").subscription;
  const [going, setGoing] = useState<string>();
  const hasOne = mine.subscription !== null && !ENDED.includes(mine.subscription.status);
  const why = hasOne ? words.subscribed : mine.checkout !== null && words.openFirst;
  const name = words.tiers[tier];
  const facts = [
    [words.room, size(limits.storageBytes)],
    [words.oneFile, size(limits.fileBytes)],
    [words.changes, words.count(limits.changesPerMinute)],
    [words.routines, words.count(limits.activeRoutines)],
    [words.tasks, words.count(limits.routineTasksPerDay)],
    [words.mails, words.count(limits.invoiceMailsPerDay)],
    [words.aiCalls, limits.aiCallsPerHour === null ? words.noLimit : words.count(limits.aiCallsPerHour)],
    [words.aiTokens, limits.aiTokensPerMonth === null ? words.noLimit : words.count(limits.aiTokensPerMonth)],
  ] as const;
  const go = async (priceId: string) => {
    setGoing(priceId);
    await subscribe(priceId);
    setGoing(undefined);
  };
  return (
    <Card>
      <div className="plan">
        <h3>
          {name} {tier === mine.tier && <Tag icon="check">{words.current}</Tag>}
        </h3>
        <dl>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt className="quiet">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {prices.map(({ priceId, amountCents, currency, interval }) => (
          <div key={priceId} className="plan-price">
            <span>{words.intervals[interval](money(amountCents, currency))}</span>
            <Button small busy={going === priceId} why={why} onClick={() => void go(priceId)}>
              {words.choose[interval](name)}
            </Button>
          </div>
        ))}
      </div>
    </Card>
  );
}
