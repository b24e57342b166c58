import { Button, Table } from "@mantine/core";
import type { ReactNode } from "react";
import { useSay } from "../i18n/text";
import type { Pages } from "./queries";
import { Trouble } from "./Trouble";

export interface Column<T> {
    label: string;
    cell: (row: T) => ReactNode;
    /** Left out on narrow screens. */
    extra?: boolean;
    /** Numbers stand at the end of their column. */
    number?: boolean;
}

interface Props<T> {
    label: string;
    pages: Pick<Pages<T>, "items" | "error" | "retry"> & Partial<Pick<Pages<T>, "more" | "loadingMore">>;
    columns: Column<T>[];
    rowKey: (row: T) => string | number;
    /** What is shown when there is no row. */
    empty: ReactNode;
    selected?: (row: T) => boolean;
}

/** A dense list of things, with what to say while it loads, when it cannot be read and when nothing is there. */
export function DataTable<T>({ label, pages, columns, rowKey, empty, selected }: Props<T>) {
    const say = useSay();
    if (pages.error && !pages.items) return <Trouble error={pages.error} onRetry={pages.retry} />;
    if (pages.items?.length === 0) return empty;
    return (
        <div className="table-frame">
            <Table
                aria-label={label}
                aria-busy={!pages.items}
                highlightOnHover
                verticalSpacing={7}
                horizontalSpacing="md"
            >
                <Table.Thead>
                    <Table.Tr>
                        {columns.map((column) => (
                            <Table.Th key={column.label} className={classes(column)}>
                                {column.label}
                            </Table.Th>
                        ))}
                    </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                    {pages.items
                        ? pages.items.map((row) => (
                              <Table.Tr key={rowKey(row)} data-selected={selected?.(row) || undefined}>
                                  {columns.map((column) => (
                                      <Table.Td key={column.label} className={classes(column)}>
                                          {column.cell(row)}
                                      </Table.Td>
                                  ))}
                              </Table.Tr>
                          ))
                        : ["a", "b", "c", "d"].map((row) => (
                              <Table.Tr key={row}>
                                  {columns.map((column) => (
                                      <Table.Td key={column.label} className={classes(column)}>
                                          <span className="ghost" />
                                      </Table.Td>
                                  ))}
                              </Table.Tr>
                          ))}
                </Table.Tbody>
            </Table>
            {pages.error && <Trouble error={pages.error} onRetry={pages.retry} />}
            {pages.more && (
                <div className="table-more">
                    <Button variant="default" size="xs" onClick={pages.more} loading={pages.loadingMore}>
                        {say("action.more")}
                    </Button>
                </div>
            )}
        </div>
    );
}

const classes = (column: { extra?: boolean; number?: boolean }) =>
    [column.extra ? "cell-extra" : "", column.number ? "cell-number" : ""].join(" ").trim() || undefined;
