import { goingBack } from "./going-back.ts";
import { meeting } from "./meeting.ts";
import { signing } from "./signing.ts";
import { takingBack } from "./taking-back.ts";
import { timing } from "./timing.ts";
import type { Pattern } from "./types.ts";

/** The ways of working that every public body knows, each as plain stages and parts. */
export const patterns: readonly Pattern[] = [...signing, ...goingBack, takingBack, ...meeting, ...timing];
