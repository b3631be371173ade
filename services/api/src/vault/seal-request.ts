import { type Command, clearValues, sealCommand } from "@mingzhang/domain";
import { commandDigest } from "../write/command-digest.ts";
import { freshSeal } from "./fresh-seal.ts";
import type { SealedEvent, SealedValue, Vault } from "./vault.ts";

/** A command as it may be decided and recorded: no withheld value is in it, nor in its digest. */
export interface SealedRequest {
  readonly command: Command;
  /** Digest of the sealed command. One of the clear command could be guessed from, names being few. */
  readonly digest: string;
  /**
   * Puts the values into the vault, to be called before the event is stored. Answers this very request, or another one
   * where the same command was being recorded elsewhere and its values came first.
   */
  keep(): Promise<SealedRequest>;
  /** This very request, or another one where its values have come into the vault since it was sealed. */
  again(): Promise<SealedRequest>;
  /** Notes that the event was stored. */
  bind(): Promise<void>;
}

/** Seals a command under the digests that it had before, if it was tried before, and under new ones else. */
export async function sealRequest(vault: Vault | null, of: SealedEvent, command: Command): Promise<SealedRequest> {
  const values = clearValues(command);
  if (values.length === 0) return open(command);
  if (!vault) throw new Error(`${command.name} withholds values, and there is no vault to keep them in`);
  const known = await vault.known(of, values);
  const fresh = values.filter(({ name }) => !known.has(name)).map(freshSeal);
  return sealed({ vault, of, command, known, fresh });
}

/** The command under digests that nobody keeps: to see what it would come to. */
export function sealForPreview(command: Command): Command {
  return sealCommand(command, digestsOf(clearValues(command).map(freshSeal)));
}

interface Sealing {
  readonly vault: Vault;
  readonly of: SealedEvent;
  readonly command: Command;
  readonly known: ReadonlyMap<string, string>;
  readonly fresh: readonly SealedValue[];
}

function sealed({ vault, of, command: clear, known, fresh }: Sealing): SealedRequest {
  const digests = new Map([...known, ...digestsOf(fresh)]);
  const command = sealCommand(clear, digests);
  const request: SealedRequest = {
    command,
    digest: commandDigest(command),
    async keep() {
      if (fresh.length === 0) return request;
      const kept = await vault.keep(of, fresh);
      const same = fresh.every(({ name, digest }) => kept.get(name) === digest);
      return same ? request : sealed({ vault, of, command: clear, known: new Map([...known, ...kept]), fresh: [] });
    },
    async again() {
      if (fresh.length === 0) return request;
      const found = await vault.known(of, fresh);
      const rest = fresh.filter(({ name }) => !found.has(name));
      if (rest.length === fresh.length) return request;
      return sealed({ vault, of, command: clear, known: new Map([...known, ...found]), fresh: rest });
    },
    bind: () => vault.bind(of.event, [...digests.values()]),
  };
  return request;
}

function open(command: Command): SealedRequest {
  const request: SealedRequest = {
    command,
    digest: commandDigest(command),
    keep: async () => request,
    again: async () => request,
    bind: async () => undefined,
  };
  return request;
}

function digestsOf(values: readonly SealedValue[]): ReadonlyMap<string, string> {
  return new Map(values.map(({ name, digest }) => [name, digest]));
}
