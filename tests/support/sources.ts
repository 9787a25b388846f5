// Reads what a source file imports and which globals it uses, from its syntax tree: a search in the
// text would miss a re-export or a type import, and find what only a comment says.

import { parseAst } from 'vite'

/** One module that a file refers to, in whatever way. */
export interface Reference {
  /** As written; undefined when it is computed, so that nobody can know it. */
  readonly specifier: string | undefined
  /** True when nothing of it is left after compilation. */
  readonly type: boolean
  /** The names taken from it; empty for all or none. */
  readonly names: readonly string[]
}

/** What a file refers to and uses. */
export interface Source {
  readonly references: readonly Reference[]
  /** Each use of a name, in its form: `Date.now`, `new Date()`, `new Date(…)`, `fetch`. */
  readonly uses: readonly string[]
  /** The names that the file binds somewhere: there they need not mean the global. */
  readonly declared: ReadonlySet<string>
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

/** TypeScript's syntax that holds expressions; all other TS nodes are types and run nothing. */
const WITH_EXPRESSIONS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSParameterProperty',
  'TSExportAssignment',
])

/** Reads the text of a TypeScript file. */
export function readSource(text: string): Source {
  const tree = parseAst(text, { lang: 'ts' }) as unknown as Node
  const references: Reference[] = []
  walk(tree, (node) => {
    const reference = referenceOf(node)
    if (reference !== undefined) references.push(reference)
    return true
  })
  return { references, uses: usesIn(tree), declared: declaredIn(tree) }
}

function walk(node: Node, visit: (node: Node, key: string, parent?: Node) => boolean): void {
  const step = (at: Node, key: string, parent?: Node): void => {
    if (!visit(at, key, parent)) return
    for (const [name, child] of childrenOf(at)) step(child, name, at)
  }
  step(node, '')
}

function* childrenOf(node: Node): Iterable<[string, Node]> {
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
      if (isNode(child)) yield [key, child]
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function referenceOf(node: Node): Reference | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration': {
      if (!isNode(node['source'])) return undefined
      const specifiers = [...childrenOf(node)].filter(([key]) => key === 'specifiers')
      const kept = specifiers.filter(([, one]) => !isTypeOnly(one)).map(([, one]) => nameOf(one))
      const type = isTypeOnly(node) || (specifiers.length > 0 && kept.length === 0)
      return { specifier: textOf(node['source']), type, names: kept }
    }
    case 'ImportExpression':
      return { specifier: textOf(node['source']), type: false, names: [] }
    case 'TSImportType':
      return { specifier: textOf(node['source'] ?? node['argument']), type: true, names: [] }
    case 'TSExternalModuleReference':
      return { specifier: textOf(node['expression']), type: false, names: [] }
    default:
      return undefined
  }
}

function isTypeOnly(node: Node): boolean {
  return node['importKind'] === 'type' || node['exportKind'] === 'type'
}

/** The name at its origin: of `import { v4 as id }`, `v4`; `*` and `default` for the whole module. */
function nameOf(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  const origin = specifier.type === 'ExportSpecifier' ? specifier['local'] : specifier['imported']
  return isNode(origin) ? String(origin['name'] ?? origin['value']) : '*'
}

function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'TSLiteralType') return textOf(node['literal'])
  return typeof node['value'] === 'string' ? node['value'] : undefined
}

function declaredIn(tree: Node): Set<string> {
  const names = new Set<string>()
  const bind = (pattern: unknown): void => {
    if (!isNode(pattern)) return
    if (pattern.type === 'Identifier') names.add(String(pattern['name']))
    if (pattern.type === 'AssignmentPattern') bind(pattern['left'])
    if (pattern.type === 'RestElement') bind(pattern['argument'])
    if (pattern.type === 'Property') bind(pattern['value'])
    if (pattern.type === 'ArrayPattern' || pattern.type === 'ObjectPattern')
      for (const [, part] of childrenOf(pattern)) bind(part)
  }
  walk(tree, (node) => {
    if (node.type === 'VariableDeclarator' || node.type === 'ClassDeclaration') bind(node['id'])
    if (/^Import\w*Specifier$/.test(node.type)) bind(node['local'])
    if (/Function/.test(node.type)) {
      bind(node['id'])
      for (const [key, part] of childrenOf(node)) if (key === 'params') bind(part)
    }
    return true
  })
  return names
}

function usesIn(tree: Node): string[] {
  const uses: string[] = []
  walk(tree, (node, key, parent) => {
    if (node.type.startsWith('TS') && !WITH_EXPRESSIONS.has(node.type)) return false
    if (node.type === 'MetaProperty') return false
    if (node.type === 'Identifier' && parent !== undefined && isUse(key, parent))
      uses.push(formOf(String(node['name']), key, parent))
    return true
  })
  return uses
}

/** False for a name that is only the name of a property, an import or a label. */
function isUse(key: string, parent: Node): boolean {
  if (key === 'property') return parent['computed'] === true
  if (key === 'key') return parent['computed'] === true
  return key !== 'imported' && key !== 'exported' && key !== 'label'
}

function formOf(name: string, key: string, parent: Node): string {
  if (parent.type === 'NewExpression' && key === 'callee')
    return [...childrenOf(parent)].some(([part]) => part === 'arguments')
      ? `new ${name}(…)`
      : `new ${name}()`
  if (parent.type === 'MemberExpression' && key === 'object') {
    const property = parent['property']
    const member = parent['computed'] === true ? textOf(property) : identifier(property)
    return `${name}.${member ?? '?'}`
  }
  if (parent.type === 'BinaryExpression' && parent['operator'] === 'instanceof')
    return `instanceof ${name}`
  return name
}

function identifier(node: unknown): string | undefined {
  return isNode(node) && typeof node['name'] === 'string' ? node['name'] : undefined
}
