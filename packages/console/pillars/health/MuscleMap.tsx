/** Which muscles were worked in the last days, as a picture and as a table. */

import { Muscles } from "#console/charts/Muscles.tsx";
import type { Answer } from "#console/data/client.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { Radios } from "#console/ui/Switch.tsx";
import { list } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export const SPANS = ["7", "28"] as const;
export const MEASURES = ["sets", "volume"] as const;

type Props = {
  map: Answer<"health.muscle-map.get">;
  span: (typeof SPANS)[number];
  by: (typeof MEASURES)[number];
  onChange: (changed: { span?: Props["span"]; by?: Props["by"] }) => void;
};

export function MuscleMap({ map, span, by, onChange }: Props) {
  const all = useWords<typeof en>("health");
  const words = all.muscleMap;
  const amounts = map.muscles.map(({ muscle, sets, volumeKg }) => ({ muscle, value: by === "sets" ? sets : volumeKg }));
  const most = amounts
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 3);
  const finding =
    most.length > 0 ? words.mostWorked(list(most.map(({ muscle }) => words.muscles[muscle]))) : words.nothing;
  return (
    <Section title={words.title}>
      <Card>
        <div className="muscle-choices">
          <Radios
            label={words.span}
            unseenLabel
            segmented
            value={span}
            choices={SPANS.map((value) => ({ value, label: words.spans[value] }))}
            onChange={(value) => onChange({ span: value })}
          />
          <Radios
            label={words.by}
            unseenLabel
            segmented
            value={by}
            choices={MEASURES.map((value) => ({ value, label: words.kinds[value] }))}
            onChange={(value) => onChange({ by: value })}
          />
        </div>
        <Muscles
          finding={finding}
          values={Object.fromEntries(amounts.map(({ muscle, value }) => [muscle, value]))}
          nameOf={(muscle) => words.muscles[muscle]}
          format={(value) => (by === "sets" ? words.sets(value) : all.training.kg(Math.round(value)))}
          words={{ muscle: words.muscle, value: words.kinds[by], least: words.least, most: words.most }}
        />
        {map.unknown.length > 0 && (
          <p className="quiet small">{words.unknown(list(map.unknown.slice(0, 5).map(({ exercise }) => exercise)))}</p>
        )}
        {map.unknownLoadSets > 0 && <p className="quiet small">{all.training.unknownLoad(map.unknownLoadSets)}</p>}
      </Card>
    </Section>
  );
}
