import type { ReactNode } from 'react'
import { isRouteErrorResponse, Links, Meta, type MiddlewareFunction, Outlet } from 'react-router'
import './app.css'
import { ErrorPage } from './components/error-page.tsx'
import { Shell } from './components/shell.tsx'
import { m } from './paraglide/messages.js'
import { getLocale } from './paraglide/runtime.js'
import { paraglideMiddleware } from './paraglide/server.js'
import { withVisit } from './visit.server.ts'
import { useVisit } from './visit.ts'

/** The language of a page is settled before anything of it is made. */
export const middleware: MiddlewareFunction<Response>[] = [
  ({ request }, next) => paraglideMiddleware(request, () => next()) as Promise<Response>,
  withVisit,
]

export function Layout({ children }: { children: ReactNode }) {
  const visit = useVisit()
  return (
    <html lang={getLocale()} {...(visit?.theme === undefined ? {} : { 'data-theme': visit.theme })}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f6" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171215" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <Meta />
        <Links />
      </head>
      <body>
        <Shell>{children}</Shell>
      </body>
    </html>
  )
}

export function meta() {
  return [{ title: m.site_name() }, { name: 'description', content: m.site_description() }]
}

export default function App() {
  return <Outlet />
}

/** What whoever refused has to say. */
interface Said {
  heading?: string
  detail?: string
  back?: string
}

export function ErrorBoundary({ error }: { error: unknown }) {
  const status = isRouteErrorResponse(error) ? error.status : 500
  const said = isRouteErrorResponse(error) ? (error.data as Said | null) : undefined
  return <ErrorPage status={status} title={said?.heading} detail={said?.detail} back={said?.back} />
}
