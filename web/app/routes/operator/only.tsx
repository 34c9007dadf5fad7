import { Outlet } from 'react-router'
import { only } from '../../page.ts'

/** All pages of operators stand below this one. */
export const middleware = [only('operator')]

export default function Operators() {
  return <Outlet />
}
