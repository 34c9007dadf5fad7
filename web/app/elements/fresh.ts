/**
 * A page that comes back out of the browser's memory, by its back button, is as it was when it was left: somebody else may
 * have signed in since, and a form that was sent has done what it does. It is asked for anew.
 */
export function freshPage(): void {
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
