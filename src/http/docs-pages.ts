/** The pages under /docs: HTML as text, because they have no state and no parts worth a component. */
import type { ProblemDefinition } from '../kernel/problem.ts'
import type { OpenApiDocument, Operation } from './docs.ts'

export const docsStyle = `
:root { color-scheme: light dark; --ink: #2b2118; --soft: #6f6255; --paper: #fbf7f1; --card: #fffdf9; --line: #e6dccd; --accent: #8a4b16; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #f0e7da; --soft: #b3a594; --paper: #1a1511; --card: #221c16; --line: #3a3027; --accent: #e0a063; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; margin: 0.5rem 0; } h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; text-transform: capitalize; }
a { color: var(--accent); }
p { max-width: 44rem; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; margin: 0.5rem 0; }
summary { padding: 0.7rem 0.9rem; cursor: pointer; display: flex; flex-wrap: wrap; gap: 0.3rem 0.75rem; align-items: baseline; }
summary code { font-weight: 600; overflow-wrap: anywhere; }
summary span { color: var(--soft); }
.body { padding: 0 0.9rem 0.9rem; border-top: 1px solid var(--line); }
.method { color: var(--accent); min-width: 3.4rem; display: inline-block; }
pre { background: var(--paper); border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.7rem; overflow-x: auto; font-size: 0.85rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.6rem 0.35rem 0; border-bottom: 1px solid var(--line); }
td:first-child { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
.lock { color: var(--soft); font-size: 0.85rem; }
.scroll { overflow-x: auto; }
`

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><main>${body}</main></body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
}

/** Every route, by its tag, with its parameters and a curl line that works on a fresh installation. */
export function referencePage(document: OpenApiDocument): string {
  const byTag = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags?.[0] ?? 'other'
      byTag.set(tag, [...(byTag.get(tag) ?? []), operationSection(method.toUpperCase(), path, operation)])
    }
  }
  const sections = [...byTag].map(([tag, entries]) => `<h2>${escapeHtml(tag)}</h2>${entries.join('')}`)
  return page(
    'Sambatan API',
    `<h1>Sambatan API</h1>
<p>${escapeHtml(document.info.description ?? '').replace(/`([^`]+)`/g, '<code>$1</code>')}</p>
<p>Machine-readable: <a href="/openapi.json">/openapi.json</a>. What can go wrong: <a href="/docs/problems">problems</a>.
Routes marked &#128274; need <code>Authorization: Bearer &lt;service key&gt;</code>; every POST takes an <code>Idempotency-Key</code>.</p>
${sections.join('')}`,
  )
}

function operationSection(method: string, path: string, operation: Operation): string {
  const lock = operation.security ? ' <span class="lock" title="needs a key">&#128274;</span>' : ''
  const body = operation.requestBody?.content['application/json']?.schema
  const answer = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const answerSchema = answer?.[1].content?.['application/json']?.schema
  return `<details><summary><code><span class="method">${method}</span> ${escapeHtml(path)}</code>${lock}
<span>${escapeHtml(operation.summary ?? '')}</span></summary><div class="body">
${operation.description ? `<p>${escapeHtml(operation.description).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>` : ''}
${parametersTable(operation)}
${body ? `<h4>Body</h4>${schemaTable(body)}` : ''}
${answerSchema ? `<h4>Answer ${answer![0]}</h4>${schemaTable(answerSchema)}` : ''}
<h4>Try it</h4><pre>${escapeHtml(curlLine(method, path, operation, body))}</pre></div></details>`
}

function parametersTable(operation: Operation): string {
  const rows = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><td>${escapeHtml(parameter.name)}</td><td>${parameter.in}${parameter.required ? ', required' : ''}</td><td>${escapeHtml(parameter.description ?? '')}</td></tr>`,
  )
  return rows.length > 0 ? `<div class="scroll"><table>${rows.join('')}</table></div>` : ''
}

interface Schema {
  type?: string | string[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  enum?: unknown[]
  description?: string
  example?: unknown
  format?: string
}

function schemaTable(schema: unknown): string {
  const root = schema as Schema
  const object = root.items ?? root.anyOf?.find((option) => option.properties) ?? root
  const rows = Object.entries(object.properties ?? {}).map(([name, field]) => {
    const required = object.required?.includes(name) ? ', required' : ''
    return `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(typeName(field))}${required}</td><td>${escapeHtml(field.description ?? '')}</td></tr>`
  })
  const note = root.items ? '<p>An array of:</p>' : ''
  return `${note}<div class="scroll"><table>${rows.join('')}</table></div>`
}

function typeName(schema: Schema): string {
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' or ')
  return [schema.type].flat().join(' or ') || 'any'
}

function curlLine(method: string, path: string, operation: Operation, body: unknown): string {
  const parts = [`curl${method === 'GET' ? '' : ` -X ${method}`} "$SAMBATAN${path.replace(/\{(\w+)\}/g, '$$$1')}"`]
  if (operation.security) parts.push('-H "Authorization: Bearer $SAMBATAN_SERVICE_KEY"')
  const example = body ? exampleOf(body as Schema) : undefined
  if (example) parts.push("-H 'content-type: application/json'", `-d '${JSON.stringify(example)}'`)
  return parts.join(' \\\n  ')
}

/** The required fields and those with an example: enough for a request that is understood. */
function exampleOf(schema: Schema): Record<string, unknown> | undefined {
  const object = schema.anyOf?.find((option) => option.properties) ?? schema
  const fields = Object.entries(object.properties ?? {}).filter(
    ([name, field]) => object.required?.includes(name) || field.example !== undefined,
  )
  if (fields.length === 0) return undefined
  return Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      field.example ?? (field.format === 'date-time' ? '2030-01-01T12:00:00Z' : `<${name}>`),
    ]),
  )
}

export function problemsPage(catalogue: Record<string, ProblemDefinition>): string {
  const rows = Object.entries(catalogue)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(
      ([code, { status, en, id }]) =>
        `<tr><td><a href="/docs/problems/${code}">${code}</a></td><td>${status}</td><td>${escapeHtml(en.title)}<br>${escapeHtml(id.title)}</td></tr>`,
    )
  return page(
    'Problems',
    `<p><a href="/docs">API</a></p><h1>Problems</h1><p>Every error answer names one of these in <code>code</code>.</p>
<div class="scroll"><table>${rows.join('')}</table></div>`,
  )
}

export function problemPage(code: string, definition: ProblemDefinition): string {
  const text = (language: 'en' | 'id') =>
    `<h2 lang="${language}">${escapeHtml(definition[language].title)}</h2><p lang="${language}">${escapeHtml(definition[language].detail)}</p>`
  return page(
    definition.en.title,
    `<p><a href="/docs/problems">Problems</a></p><h1><code>${code}</code></h1><p>Status ${definition.status}. Words in braces are filled in.</p>
${text('en')}${text('id')}`,
  )
}
