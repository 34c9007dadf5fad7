import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

/** Everything that is kept of whoever asks, as a file. */
export const loader = page(async ({ api }) => {
  const everything = await api.exportPerson({ id: 'me' })
  return new Response(JSON.stringify(everything, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${m.buyer_data_file()}"`,
    },
  })
})
