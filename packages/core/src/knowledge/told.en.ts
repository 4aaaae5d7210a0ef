/** What is told of what people have captured. */
import { sayings } from "#kit/saying";

export const told = sayings({
  capture_points: "Key points of “{title}”",
  // The value is what identifies the model; the sentence has its name.
  capture_model: "{model} in “{title}”",
});
