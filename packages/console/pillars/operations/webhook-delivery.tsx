/** One delivery with what came. Opening it is recorded, since it says whom a message was for. */
import { Link, useParams } from "react-router";
import { prefetch, useRead } from "#console/data/read.ts";
import type { PageModule } from "#console/frame/pillars.ts";
import { Button } from "#console/ui/Button.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useSaid } from "#console/words/said.ts";
import { useWords } from "#console/words/words.ts";
import { Data, OpsPage, Recorded, Unknown } from "./parts.tsx";
import { DeliveryState, useReplayDelivery } from "./webhook-deliveries.tsx";
import type en from "./words.en.ts";

export const load: PageModule["load"] = ({ params }) =>
  prefetch("admin.webhook-deliveries.get", { path: { deliveryId: params.deliveryId! } });

export default function WebhookDeliveryPage() {
  const words = useWords<typeof en>("operations").webhooks;
  const said = useSaid();
  const { deliveryId } = useParams() as { deliveryId: string };
  const { data, problem, isLoading, retry } = useRead("admin.webhook-deliveries.get", { path: { deliveryId } });
  const replay = useReplayDelivery();
  return (
    <OpsPage
      above={<Link to="/operations/webhook-deliveries">{words.title}</Link>}
      title={data ? <span className="mono">{data.provider}</span> : words.one}
      lead={data && <DeliveryState delivery={data} />}
      state={isLoading ? "loading" : problem && !data ? "failed" : "ready"}
      problem={problem}
      retry={retry}
      actions={
        data && (
          <Button
            kind="main"
            icon="again"
            why={!data.signatureOk && words.notVouched}
            onClick={() => void replay(data)}
          >
            {words.replay}
          </Button>
        )
      }
    >
      {data && (
        <>
          <Recorded>{words.recorded}</Recorded>
          {data.error && (
            <Remark icon="warning" tone="warn">
              <span dir="auto">{said(data.error, data.errorCoded)}</span>
            </Remark>
          )}
          <Card flush>
            <Facts
              facts={[
                { name: words.received, value: <Time at={data.receivedAt} form="moment" /> },
                {
                  name: words.processed,
                  value: data.processedAt ? (
                    <Time at={data.processedAt} form="moment" />
                  ) : (
                    <Unknown why={words.notYet} />
                  ),
                },
                { name: words.deliveryId, value: <span className="mono">{data.deliveryId}</span> },
              ]}
            />
          </Card>
          <Section title={words.payload}>
            <Data label={words.payload} value={data.payload} />
          </Section>
          <Section title={words.headers}>
            <Data label={words.headers} value={data.headers} />
          </Section>
        </>
      )}
    </OpsPage>
  );
}
