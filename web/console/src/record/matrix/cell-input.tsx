import { Amount } from "@mingzhang/ui";
import type { KeyboardEvent } from "react";
import { cellField, type ShiftCell } from "./shift.ts";

export interface CellInputProps {
  readonly cell: ShiftCell;
  readonly place: { readonly row: number; readonly column: number };
  readonly label: string;
  readonly onChange: (patch: Readonly<Record<string, string>>) => void;
}

/** One amount of the matrix. Up and down move between projects as in a spreadsheet. */
export function CellInput({ cell, place, label, onChange }: CellInputProps) {
  const { before, after, text } = cell;
  const delta = after === null ? null : after - before;
  return (
    <td className="mz-figures cell" data-changed={delta !== 0n || undefined} data-faulty={after === null || undefined}>
      <input
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={after === null}
        value={text}
        data-row={place.row}
        data-column={place.column}
        onChange={({ target }) => onChange({ [cellField(cell)]: target.value })}
        onKeyDown={moveByArrow}
      />
      {delta !== null && delta !== 0n && (
        <span className="cell-delta">
          <Amount fen={delta} signed />
        </span>
      )}
    </td>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

function moveByArrow(event: KeyboardEvent<HTMLInputElement>): void {
  const step = steps[event.key];
  if (step === undefined) return;
  const { row, column } = event.currentTarget.dataset;
  const selector = `input[data-row="${Number(row) + step}"][data-column="${column}"]`;
  const next = event.currentTarget.closest("table")?.querySelector<HTMLInputElement>(selector);
  event.preventDefault();
  next?.focus();
  next?.select();
}
