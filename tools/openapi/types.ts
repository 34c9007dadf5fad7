/** TypeScript types of an OpenAPI document, by the library that does only that. */
import openapiTypescript, { astToString } from 'openapi-typescript'
import type ts from 'typescript'

/** Types `components` and `operations`. A field with a default may be left out of a request. */
export async function typesOf(document: object): Promise<string> {
  const nodes = await openapiTypescript(document as never, { defaultNonNullable: false, alphabetize: true })
  return astToString(nodes.filter((node) => ['components', 'operations'].includes(nameOf(node))))
}

function nameOf(node: ts.Node): string {
  return (node as ts.InterfaceDeclaration).name?.text ?? ''
}
