import { useState } from "react";
import { useText } from "../i18n/text.tsx";
import { type Fault, matrixField } from "./check.ts";
import type { ShownFault } from "./server-fault.ts";
import type { Values } from "./values.ts";

export interface Faults {
  /** All that stands in the way. */
  readonly shown: readonly ShownFault[];
  /** Grows each time that faults are shown: the moment to lead the reader to them. */
  readonly turn: number;
  readonly faultsAt: (field: string) => readonly ShownFault[];
  readonly show: (faults: readonly (Fault | ShownFault)[]) => void;
  /** Takes the faults of fields away that are being mended; the others stay until they are. */
  readonly forgive: (patch: Values) => void;
}

/** Own faults and the server's, at the same fields. Own ones follow the language of the page. */
export function useFaults(): Faults {
  const { t } = useText();
  const [{ faults, turn }, setFaults] = useState<{ faults: readonly (Fault | ShownFault)[]; turn: number }>({
    faults: [],
    turn: 0,
  });
  const shown = faults.map((fault) =>
    "id" in fault ? { field: fault.field, text: t(fault.id, fault.values), event: null } : fault,
  );
  return {
    shown,
    turn,
    faultsAt: (field) => shown.filter((fault) => fault.field === field),
    show: (next) => setFaults((before) => ({ faults: next, turn: before.turn + 1 })),
    forgive: (patch) => {
      const mended = new Set(Object.keys(patch).map(fieldOf));
      setFaults((before) => ({
        ...before,
        faults: before.faults.filter(({ field }) => field === null || !mended.has(field)),
      }));
    },
  };
}

/** Cells belong to the matrix, a unit to its amount, facts to their file. */
function fieldOf(name: string): string {
  return name.startsWith("cell") ? matrixField : name.replace(/:\w+$/, "");
}
