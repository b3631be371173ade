import { logKeyRotated } from "../installation/log-events.ts";
import type { DataOf, Declaration } from "./declaration.ts";

/** Every kind of event of the installation itself, once. They belong to no plan and change no figure of one. */
export const installationCatalogue = {
  LogKeyRotated: logKeyRotated,
} as const satisfies { [N in string]: Declaration<N> };

export type InstallationEventName = keyof typeof installationCatalogue;
export type InstallationEventData<N extends InstallationEventName> = DataOf<(typeof installationCatalogue)[N]>;

export function isInstallationEventName(name: string): name is InstallationEventName {
  return Object.hasOwn(installationCatalogue, name);
}
