/** What the fields of rows are called, by the names of the contract. */
export default {
  type: {
    name: "what is measured",
    values: {
      weight: "weight",
      body_fat_pct: "body fat",
      waist: "waist",
      hips: "hips",
      bust: "bust",
      height: "height",
      custom: "something else",
    },
  },
  label: "name",
  value: "value",
  unit: "unit",
  date: "day",
  notes: "notes",
  direction: { name: "direction", values: { decrease: "less", increase: "more" } },
  targetValue: "goal",
  startDate: "start",
  byDate: "by when",
  reachedOn: "reached",
  dependentId: "of whom",
  lifeDomainId: "area of life",
};
