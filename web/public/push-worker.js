/**
 * Shows what a push service brings, and opens where it leads. It does nothing else: no request of a page passes by here, and nothing is
 * kept, so pages are as they are without it.
 */
self.addEventListener('install', () => self.skipWaiting())

self.addEventListener('push', (event) => {
  const { title, text, path, tag, language, at } = event.data.json()
  const shown = { body: text, tag, lang: language, timestamp: at, icon: '/icon-512.png', data: { path } }
  event.waitUntil(self.registration.showNotification(title, shown))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { href, origin } = new URL(event.notification.data.path, self.location.origin)
  event.waitUntil(open(origin === self.location.origin ? href : self.location.origin))
})

async function open(address) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(({ url }) => url === address)
  return there ? there.focus() : self.clients.openWindow(address)
}

/** The browser's push service has given it another address: the server has to know. */
self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renew(event))
})

async function renew({ oldSubscription, newSubscription }) {
  const anew = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options))
  await fetch('/api/sambatan/people/me/push/browsers', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(anew),
  })
}
