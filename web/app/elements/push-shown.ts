/** Where the worker is registered that shows what a push service brings: a folder without a page, so that it controls none. */
export const pushScope = '/push/'

/** What is on the screen of a device goes with whoever leaves it. */
export async function takeDownShown(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(pushScope)
  for (const one of (await registration?.getNotifications()) ?? []) one.close()
}
