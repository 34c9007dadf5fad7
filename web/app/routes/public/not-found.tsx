import { data } from 'react-router'

/** Any address that is no page's; shown by the error page. */
export function loader() {
  throw data(null, { status: 404 })
}

export function action() {
  throw data(null, { status: 404 })
}

export default function NotFound() {
  return null
}
