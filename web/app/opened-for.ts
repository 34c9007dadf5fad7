/** The field of a form that says for whom it was opened. Also for the scripts that run in browsers, so it imports nothing. */
export const openedFor = 'opened_for'
/** The one that says on which page it stands, where it is sent to another address. */
export const openedAt = 'opened_at'
/** Where language and appearance are chosen: by a form of its own, or with what somebody has typed in another. */
export const preferencesPath = '/preferences'
