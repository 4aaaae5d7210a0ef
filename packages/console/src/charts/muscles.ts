/**
 * One path a muscle group, by the name that the API has for it, drawn in a box of 80 × 180: front at the left, back at the right (offset by 90).
 * Ours, and simple on purpose. What lies on another comes after it.
 */
export const muscles = {
  chest: "M26 40q14 -6 14 2v14q-8 6 -15 1q-4 -9 1 -17zM54 40q-14 -6 -14 2v14q8 6 15 1q4 -9 -1 -17z",
  shoulders:
    "M24 38q-9 1 -10 12q5 2 9 -1q0 -7 1 -11zM56 38q9 1 10 12q-5 2 -9 -1q0 -7 -1 -11zM114 38q-9 1 -10 12q5 2 9 -1q0 -7 1 -11zM146 38q9 1 10 12q-5 2 -9 -1q0 -7 -1 -11z",
  biceps: "M13 53q5 2 9 -1q2 9 -2 19q-5 1 -8 -1q-1 -9 1 -17zM67 53q-5 2 -9 -1q-2 9 2 19q5 1 8 -1q1 -9 -1 -17z",
  triceps: "M103 53q5 2 9 -1q2 9 -2 19q-5 1 -8 -1q-1 -9 1 -17zM157 53q-5 2 -9 -1q-2 9 2 19q5 1 8 -1q1 -9 -1 -17z",
  forearms:
    "M11 73q4 2 8 1q0 10 -5 20q-3 0 -5 -1q-1 -10 2 -20zM69 73q-4 2 -8 1q0 10 5 20q3 0 5 -1q1 -10 -2 -20zM101 73q4 2 8 1q0 10 -5 20q-3 0 -5 -1q-1 -10 2 -20zM159 73q-4 2 -8 1q0 10 5 20q3 0 5 -1q1 -10 -2 -20z",
  abdominals:
    "M33 60q7 3 14 0q2 16 -2 32q-5 4 -10 0q-4 -16 -2 -32zM25 59l6 2q-2 14 2 29q-6 -2 -8 -8q2 -12 0 -23zM55 59l-6 2q2 14 -2 29q6 -2 8 -8q-2 -12 0 -23z",
  traps: "M124 30h12q2 5 9 8q-8 12 -15 16q-7 -4 -15 -16q7 -3 9 -8z",
  lats: "M115 44q7 10 13 13v24q-8 2 -11 -3q-3 -18 -2 -34zM145 44q-7 10 -13 13v24q8 2 11 -3q3 -18 2 -34z",
  middle_back: "M121 50q4 6 8 8v10q-6 -1 -9 -7zM139 50q-4 6 -8 8v10q6 -1 9 -7z",
  lower_back: "M122 83q8 2 16 0v12q-8 5 -16 0z",
  glutes: "M117 97q6 3 12 1v14q-8 5 -14 0q-1 -8 2 -15zM143 97q-6 3 -12 1v14q8 5 14 0q1 -8 -2 -15z",
  abductors: "M116 91q-5 6 -4 17q2 1 2.6 -2q0 -7 2.4 -11zM144 91q5 6 4 17q-2 1 -2.6 -2q0 -7 -2.4 -11z",
  neck: "M36 26h8v6h-8zM126 26h8v4h-8z",
  quadriceps: "M25 96q6 4 10 4q-1 18 -1 34q-5 2 -8 -1q-4 -18 -1 -37zM55 96q-6 4 -10 4q1 18 1 34q5 2 8 -1q4 -18 1 -37z",
  adductors: "M35.6 101h3.9q0 14 -3.4 27q-1 -12 -.5 -27zM44.4 101h-3.9q0 14 3.4 27q1 -12 .5 -27z",
  hamstrings: "M115 115q7 4 14 1q0 12 -3 22q-6 2 -9 0q-3 -12 -2 -23zM145 115q-7 4 -14 1q0 12 3 22q6 2 9 0q3 -12 2 -23z",
  calves:
    "M117 142q5 2 8 0q1 14 -3 24q-3 0 -4 -1q-3 -12 -1 -23zM143 142q-5 2 -8 0q-1 14 3 24q3 0 4 -1q3 -12 1 -23zM27 138q4 2 8 0q0 16 -3 28h-3q-3 -14 -2 -28zM53 138q-4 2 -8 0q0 16 3 28h3q3 -14 2 -28z",
} as const;

export type Muscle = keyof typeof muscles;

/** What lies around them, so that one sees a body: head, hands and feet. */
export const outline =
  "M40 6a9 10 0 1 0 .01 0zM130 6a9 10 0 1 0 .01 0zM28 168h6v6h-9zM52 168h-6v6h9zM118 168h5v6h-8zM142 168h-5v6h8z";
