/** How much waits in the inbox. Only pages of people with a session name it. */
import { showUnread } from '../unread.ts'

showUnread()
