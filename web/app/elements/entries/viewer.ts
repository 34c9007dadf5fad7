/** The part of a campaign's page that is about who looks at it. Only pages of people with a session name it. */
import { freshPage } from '../fresh.ts'
import { showViewer } from '../viewer.ts'

freshPage()
showViewer()
