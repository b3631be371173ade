import { type ReactNode, useId } from "react";

export interface Column<Row> {
  readonly id: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end, and line up. */
  readonly figures?: boolean;
  /** The cell that names the row. One column of a table has it. */
  readonly namesRow?: boolean;
  /** What the column adds up to. */
  readonly foot?: ReactNode;
}

export interface TableProps<Row> {
  readonly caption: ReactNode;
  /** The caption is read aloud, but a heading above already shows it. */
  readonly captionUnseen?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Shown in place of rows where there are none. */
  readonly empty?: ReactNode;
  readonly rowClass?: (row: Row) => string | undefined;
}

/** A table as HTML means it: caption, headers with scope. A wide one scrolls in itself, by keyboard too. */
export function Table<Row>(props: TableProps<Row>) {
  const captionId = useId();
  const { columns, rows } = props;
  return (
    <div className="mz-table-frame" role="group" aria-labelledby={captionId} tabIndex={0}>
      <table className="mz-table">
        <caption id={captionId} className={props.captionUnseen ? "mz-aside" : undefined}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.figures ? "mz-figures" : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={props.rowKey(row)} className={props.rowClass?.(row)}>
              {columns.map((column) => (
                <Cell key={column.id} column={column} row={row} />
              ))}
            </tr>
          ))}
          {rows.length === 0 && props.empty !== undefined && (
            <tr>
              <td colSpan={columns.length} className="mz-empty">
                {props.empty}
              </td>
            </tr>
          )}
        </tbody>
        {columns.some((column) => column.foot !== undefined) && rows.length > 0 && <Foot columns={columns} />}
      </table>
    </div>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = column.figures ? "mz-figures" : undefined;
  if (column.namesRow) {
    return (
      <th scope="row" className={className}>
        {column.cell(row)}
      </th>
    );
  }
  return <td className={className}>{column.cell(row)}</td>;
}

function Foot<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <tfoot>
      <tr>
        {columns.map((column) =>
          column.namesRow ? (
            <th key={column.id} scope="row">
              {column.foot}
            </th>
          ) : (
            <td key={column.id} className={column.figures ? "mz-figures" : undefined}>
              {column.foot}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}
