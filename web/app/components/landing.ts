/**
 * For the heading or the notice with which a step of a form begins: the focus goes there when the page opens, so that who
 * listens to a page or uses the keyboard begins with what is new. HTML does that without a script.
 */
export const landing = { tabIndex: -1, autoFocus: true } as const
