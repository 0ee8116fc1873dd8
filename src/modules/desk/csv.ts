/**
 * Lines for a spreadsheet, as those of these countries open them: UTF-8 with its mark, semicolons, quotes where needed.
 * A text that a spreadsheet would compute as a formula is made a text again, for citizens write some of them.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
