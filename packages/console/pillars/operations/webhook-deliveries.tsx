/** What other programs delivered, and what became of it. */
import { Link } from "react-router";
import { change } from "#console/data/change.ts";
import { prefetchList, type RowOf, useList } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";
import { oneOf, useUrl, valuesOf } from "#console/data/url.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Empty, State } from "#console/ui/State.tsx";
import { type Column, Table } from "#console/ui/Table.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number } from "#console/words/format.ts";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Again, OpsPage } from "./parts.tsx";
import type en from "./words.en.ts";

type Delivery = RowOf<"admin.webhook-deliveries.list">;

const SHOWN = ["all", "unfinished", "failed", "refused"] as const;
const parameters = { show: oneOf(...SHOWN) };
const queries = {
  all: {},
  unfinished: { query: { "processedAt[null]": true, signatureOk: true } },
  failed: { query: { "error[null]": false } },
  refused: { query: { signatureOk: false } },
};

export const load: PageModule["load"] = ({ url }) =>
  prefetchList("admin.webhook-deliveries.list", queries[valuesOf(parameters, url.searchParams).show]);

export default function WebhookDeliveries() {
  const words = useWords<typeof en>("operations").webhooks;
  const [{ show }, setUrl] = useUrl(parameters);
  const deliveries = useList("admin.webhook-deliveries.list", queries[show]);
  const replay = useReplayDelivery();
  const said = useSaid();
  const columns: Column<Delivery>[] = [
    { id: "state", label: words.state, cell: (delivery) => <DeliveryState delivery={delivery} /> },
    {
      id: "provider",
      label: words.provider,
      isName: true,
      cell: ({ id, provider, error, errorCoded }) => (
        <>
          <Link className="mono" to={`/operations/webhook-deliveries/${id}`}>
            {provider}
          </Link>
          {error && (
            <div className="failing" dir="auto">
              {said(error, errorCoded)}
            </div>
          )}
        </>
      ),
    },
    { id: "received", label: words.received, isNumber: true, cell: ({ receivedAt }) => <Time at={receivedAt} /> },
    { id: "attempts", label: words.attempts, isNumber: true, isExtra: true, cell: ({ attempts }) => number(attempts) },
    {
      id: "replay",
      label: words.acts,
      cell: (delivery) => (
        <Button
          small
          kind="bare"
          icon="again"
          why={!delivery.signatureOk && words.notVouched}
          onClick={() => void replay(delivery)}
        >
          {words.replay}
        </Button>
      ),
    },
  ];
  return (
    <OpsPage title={words.title} lead={words.lead} actions={<Again onClick={deliveries.showNewer} />}>
      <Tabs
        label={words.show}
        tabs={SHOWN.map((id) => ({ id, label: words.shown[id] }))}
        value={show}
        onChange={(next) => setUrl({ show: next })}
      >
        <Table
          label={words.title}
          rows={deliveries}
          columns={columns}
          keyOf={({ id }) => id}
          empty={
            <Empty icon="webhook" title={words.empty[show]}>
              {show === "all" && words.emptyHint}
            </Empty>
          }
        />
      </Tabs>
    </OpsPage>
  );
}

/** Takes a delivery again; what is there already changes nothing. */
export function useReplayDelivery() {
  const words = useWords<typeof en>("operations").webhooks;
  const said = useSaid();
  return async (delivery: Pick<Delivery, "id" | "provider">) => {
    const { error, errorCoded } = await change("admin.webhook-deliveries.replay", {
      path: { deliveryId: delivery.id },
      row: delivery,
      title: delivery.provider,
    });
    notify({
      kind: error ? "info" : "done",
      text: error ? words.replayedNot(said(error, errorCoded)) : words.replayed,
    });
  };
}

export function DeliveryState({
  delivery: { signatureOk, processedAt, error },
}: {
  delivery: Pick<Delivery, "signatureOk" | "processedAt" | "error">;
}) {
  const words = useWords<typeof en>("operations").webhooks.states;
  if (!signatureOk) return <State icon="lock">{words.refused}</State>;
  if (error) return <State tone="warn">{words.failed}</State>;
  if (processedAt === null) return <State tone="live">{words.unfinished}</State>;
  return <State>{words.done}</State>;
}
