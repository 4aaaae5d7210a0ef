/**
 * Exports of Apple Health that nobody has lived, of any size: the same bytes for the same size and seed, written piece by piece. They have what
 * real ones have (iOS 16's broken DTD, records by type, addresses in devices, kinds that nobody keeps, workouts), so that what they
 * add up to is known without reading them.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

export interface AppleExport {
  bytes: number;
  /** What is to be taken in, and what is to be passed over. */
  samples: number;
  workouts: number;
  passed: number;
  /** Of all records of steps. */
  steps: number;
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord|Audiogram|VisionPrescription)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT WorkoutRoute ((MetadataEntry|FileReference)*)>
<!ATTLIST ClinicalRecord
  type              CDATA #REQUIRED
  FHIRResourcePath  CDATA #REQUIRED
>
  startDate CDATA #REQUIRED
>
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-03-02 09:00:00 +0100"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="1985-07-31" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet"/>
`;
const TAIL = "</HealthData>\n";
const DEVICE =
  "&lt;&lt;HKDevice: 0x%&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:9.1&gt;";

/** So many days have passed of each kind before the next one comes: a record of each type stands with its like. */
const DAYS_A_BLOCK = 30;

interface Kind {
  type: string;
  unit: string;
  source: string;
  /** How many a day, and how many seconds each takes. */
  daily: number;
  seconds: number;
  value(random: number): string;
  isPassed?: boolean;
}

const KINDS: readonly Kind[] = [
  kind("QuantityTypeIdentifierHeartRate", "count/min", "Robins Watch", 300, 0, (random) => String(50 + (random % 90))),
  kind("QuantityTypeIdentifierStepCount", "count", "Robins Watch", 90, 300, (random) => String(1 + (random % 400))),
  kind("QuantityTypeIdentifierStepCount", "count", "Robins iPhone", 40, 600, (random) => String(1 + (random % 600))),
  kind(
    "QuantityTypeIdentifierDistanceWalkingRunning",
    "km",
    "Robins Watch",
    90,
    300,
    (random) => `0.${100 + (random % 200)}`,
  ),
  kind(
    "QuantityTypeIdentifierActiveEnergyBurned",
    "kcal",
    "Robins Watch",
    150,
    240,
    (random) => `${random % 20}.${random % 10}`,
  ),
  kind("QuantityTypeIdentifierBasalEnergyBurned", "kJ", "Robins Watch", 90, 900, (random) => `${60 + (random % 20)}`),
  kind("QuantityTypeIdentifierOxygenSaturation", "%", "Robins Watch", 20, 0, (random) => `0.9${random % 10}`),
  kind(
    "QuantityTypeIdentifierRespiratoryRate",
    "count/min",
    "Robins Watch",
    20,
    0,
    (random) => `${12 + (random % 6)}.5`,
  ),
  kind("QuantityTypeIdentifierBodyMass", "lb", "Waage Größe ⌚", 1, 0, (random) => `${150 + (random % 10)}.4`),
  kind("QuantityTypeIdentifierAppleStandTime", "min", "Robins Watch", 30, 300, () => "1", true),
  kind(
    "QuantityTypeIdentifierEnvironmentalAudioExposure",
    "dBASPL",
    "Robins Watch",
    40,
    1_500,
    (random) => `${40 + (random % 40)}`,
    true,
  ),
];

function kind(
  name: string,
  unit: string,
  source: string,
  daily: number,
  seconds: number,
  value: Kind["value"],
  isPassed = false,
): Kind {
  return { type: `HK${name}`, unit, source, daily, seconds, value, isPassed };
}

/** Writes an export of about so many bytes to a file. */
export async function writeAppleExport(path: string, bytes: number, seed = 1): Promise<AppleExport> {
  const file = createWriteStream(path);
  const told: AppleExport = { bytes: 0, samples: 0, workouts: 0, passed: 0, steps: 0 };
  for (const piece of pieces(bytes, seed, told)) if (!file.write(piece)) await once(file, "drain");
  file.end();
  await finished(file);
  return told;
}

function* pieces(bytes: number, seed: number, told: AppleExport): Generator<string> {
  let random = seed;
  const next = () => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff;
    return random >> 8;
  };
  const counted = (text: string) => {
    told.bytes += Buffer.byteLength(text);
    return text;
  };
  yield counted(HEAD);
  for (let from = 0; told.bytes < bytes; from += DAYS_A_BLOCK) {
    for (const one of KINDS) {
      for (let day = from; day < from + DAYS_A_BLOCK; day++) {
        const lines: string[] = [];
        for (let n = 0; n < one.daily; n++) {
          const start = FIRST + day * DAY_MS + Math.floor((n * DAY_MS) / one.daily);
          const value = one.value(next());
          if (one.isPassed) told.passed++;
          else told.samples++;
          if (one.type.endsWith("StepCount")) told.steps += Number(value);
          const device = one.source.endsWith("Watch") ? ` device="${DEVICE.replace("%", next().toString(16))}"` : "";
          const [begins, ends] = [timeOf(start), timeOf(start + one.seconds * 1_000)];
          lines.push(
            ` <Record type="${one.type}" sourceName="${one.source}" sourceVersion="9.1"${device} unit="${one.unit}" creationDate="${ends}" startDate="${begins}" endDate="${ends}" value="${value}"/>\n`,
          );
        }
        yield counted(lines.join(""));
      }
      if (told.bytes >= bytes) break;
    }
    for (let day = from; day < from + DAYS_A_BLOCK && told.bytes < bytes; day += 2) {
      const start = FIRST + day * DAY_MS + 17 * 3_600_000;
      told.workouts++;
      yield counted(
        ` <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Robins Watch" startDate="${timeOf(start)}" endDate="${timeOf(start + 1_800_000)}">\n  <MetadataEntry key="HKIndoorWorkout" value="0"/>\n  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="5.2" unit="km"/>\n </Workout>\n`,
      );
    }
  }
  yield counted(TAIL);
}

const DAY_MS = 86_400_000;
/** A night in which clocks stand still; a life of a hundred years fits before the year 2200. */
const FIRST = Date.UTC(2001, 0, 1);

/** An hour east of Greenwich. */
const timeOf = (instant: number) =>
  `${new Date(instant + 3_600_000).toISOString().slice(0, 19).replace("T", " ")} +0100`;
