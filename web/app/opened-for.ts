/** The field of a form that says for whom it was opened. Also for the scripts that run in browsers, so it imports nothing. */
export const openedFor = 'opened_for'
