import { data } from 'react-router'
import { localPath, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/privacy-data.ts'

/**
 * Everything that is kept of a person, as a file: of whoever asks, or of whom an operator's address names. Each is on record,
 * so it is made by the form on the page above and by nothing that only looks, as a browser that was led here by a picture's address.
 * Not the action of a resource: what is refused must be a page, as of every other address that people open.
 */
const answer = page(async ({ api, params, request, url, sentForm }) => {
  if (request.method !== 'POST') {
    const said = {
      heading: m.error_405_title(),
      detail: m.error_405_detail(),
      back: localPath(url.pathname.replace(/\/data\.json$/, '')),
      allow: handle.methods.join(', '),
    }
    throw data(said, { status: 405 })
  }
  await sentForm()
  const everything = await api.exportPerson({ id: params.id ?? 'me' })
  return new Response(JSON.stringify(everything, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${params.id === undefined ? m.buyer_data_file() : 'sambatan-data.json'}"`,
    },
  })
})

/** A form's alone. */
export const handle = { methods: ['POST'] }

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function PersonData() {
  return null
}
