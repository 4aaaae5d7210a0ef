/** What each level of an achievement asks for, in order; levels.test.ts holds that they are those of the API. */
export const LEVELS = {
  habit_streak: [7, 30, 100, 365, 1_000],
  productivity_streak: [3, 7, 30, 100, 365],
  journaling_streak: [3, 7, 30, 100, 365],
  focus_streak: [3, 7, 30, 100, 365],
  focus_sessions: [1, 10, 50, 100, 500, 1_000],
} as const;

export type AchievementKind = keyof typeof LEVELS;

export const achievementKinds = Object.keys(LEVELS) as AchievementKind[];
