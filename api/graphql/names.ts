/** Names of the API, made from the names of the registry. */

const words = (name: string): string[] => name.split(/[-.]/).filter((word) => word !== '')
const upperFirst = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** `complaint-handling` → `ComplaintHandling`. */
export const pascal = (name: string): string => words(name).map(upperFirst).join('')
/** `complaint-handling` → `complaintHandling`. */
const camel = (name: string): string => {
  const joined = pascal(name)
  return joined.slice(0, 1).toLowerCase() + joined.slice(1)
}
/** `partlyUpheld` → `PARTLY_UPHELD`. */
export const screaming = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()

export const isName = (name: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_]*$/.test(name) && !name.startsWith('__')

/** Names of the GraphQL types of a mechanism, by its slug. */
export const processType = (mechanism: { readonly slug: string }): string => pascal(mechanism.slug)
/** Of the facts of a chart; named after the chart where the mechanism has several. */
export const factsType = (
  { slug, charts }: { readonly slug: string; readonly charts: object },
  chart: string,
): string => {
  const one = Object.keys(charts).length === 1
  return `${pascal(slug)}${one ? '' : pascal(chart)}Facts`
}
export const commandField = (mechanism: { readonly slug: string }): string =>
  `${camel(mechanism.slug)}Command`
