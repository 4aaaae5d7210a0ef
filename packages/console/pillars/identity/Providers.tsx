/** What can be connected: what for, what it may do then, and why not where it cannot. */
import { useState } from "react";
import type { Answer } from "#console/data/client.ts";
import { connect } from "#console/data/connecting.ts";
import { Button } from "#console/ui/Button.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { Tag } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export type Provider = Answer<"identity.connections.listProviders">["data"][number];

/** Names are the providers' own; what they are for is said in the person's language where a file of words has it. */
export function useProviderWords(providers: readonly Provider[]) {
  const words: Readonly<Record<string, { purpose: string; how?: string }>> =
    useWords<typeof en>("identity").connections.providers;
  const of = (name: string) => providers.find(({ provider }) => provider === name);
  return {
    titleOf: (name: string) => of(name)?.title ?? name,
    purposeOf: (name: string) => words[name]?.purpose ?? of(name)?.purpose ?? "",
    howOf: (name: string) => words[name]?.how ?? of(name)?.how ?? "",
  };
}

export function Providers({ providers }: { providers: readonly Provider[] }) {
  const words = useWords<typeof en>("identity").connections;
  // What can be connected now comes first.
  const sorted = providers.toSorted((a, b) => Number(isReady(b)) - Number(isReady(a)));
  return (
    <Section title={words.available}>
      <ul className="providers">
        {sorted.map((one) => (
          <li key={one.provider}>
            <One provider={one} all={providers} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether a person connects it by agreeing on a page of the provider's. */
export const isAgreed = ({ by }: Provider): boolean => by === "oauth" || by === "link";
const isReady = (provider: Provider): boolean => isAgreed(provider) && provider.isConfigured;

function One({ provider, all }: { provider: Provider; all: readonly Provider[] }) {
  const words = useWords<typeof en>("identity").connections;
  const { purposeOf, howOf } = useProviderWords(all);
  const [isGoing, setGoing] = useState(false);
  const go = async () => {
    setGoing(true);
    await connect(provider.provider);
    setGoing(false);
  };
  return (
    <Card>
      <div className="provider">
        <h3>
          <span className="data">{provider.title}</span>
        </h3>
        <p>{purposeOf(provider.provider)}</p>
        {provider.by === "files" && <p className="quiet small">{howOf(provider.provider)}</p>}
        {provider.by === "client" && <p className="quiet small">{words.byClient}</p>}
        {provider.scopes.length > 0 && (
          <details>
            <summary>{words.may}</summary>
            <ul className="scope-list">
              {provider.scopes.map((scope) => (
                <li key={scope}>
                  <Tag>
                    <span className="mono">{scope}</span>
                  </Tag>
                </li>
              ))}
            </ul>
          </details>
        )}
        {isAgreed(provider) && !provider.isConfigured && <p className="quiet small">{words.notConfigured}</p>}
        {isReady(provider) && (
          <div>
            <Button icon="link" busy={isGoing} onClick={() => void go()}>
              {words.connect(provider.title)}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
