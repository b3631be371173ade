export type { FeedOptions } from "./feed-app.ts";
export { feedApp } from "./feed-app.ts";
export type { PublicEntry, Recorded } from "./entries/public-entry.ts";
export { publicEntry } from "./entries/public-entry.ts";
export type { StreamLimits } from "./stream/stream.ts";
