/**
 * Leads and tickets as rows of {@code leads.csv} and {@code tickets.csv}: UTF-8 with a byte order mark, RFC 4180, one header
 * line, every cell in quotes. Rows end with CR LF and cells hold LF only, so that a row that was cut off is always told from
 * a whole one. Rows are appended as they are delivered, several at a time: whoever needs them by time sorts by
 * {@code createdAt}. The summary is the beginning of the text, on one line.
 *
 * <p>A cell that a spreadsheet might take for a formula, or that begins with an apostrophe, has an apostrophe put before it:
 * whoever reads the file by machine takes one leading apostrophe away. A handle such as {@code @ann}, and a message that
 * begins with one, is no formula and stays as it is, unless there is something behind it that could call ({@code ( | ! = +}).
 */
@NullMarked
package org.rostrum.adapter.csv;

import org.jspecify.annotations.NullMarked;
