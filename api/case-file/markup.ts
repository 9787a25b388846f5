/** Markup in which every value is escaped, unless it was made here. */

export interface Markup {
  readonly markup: string
}
type Value = string | number | Markup | undefined | readonly (Markup | undefined)[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
// Marks that change the direction of text could make a reader see other words than are there.
const escaped = (text: string): string =>
  text
    .replaceAll(/[&<>"']/g, (c) => ESCAPES[c] ?? c)
    .replaceAll(
      /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g,
      (c) => `&#91;U+${c.charCodeAt(0).toString(16).toUpperCase()}&#93;`,
    )

function written(value: Value): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map((v) => v?.markup ?? '').join('')
}

export const markup = (strings: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: strings.map((s, n) => s + written(values[n])).join(''),
})

/** Markup that was made elsewhere and is known to be sound. */
export const madeOf = (markup: string): Markup => ({ markup })
