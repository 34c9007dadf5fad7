import { Outlet } from 'react-router'
import { only } from '../../page.ts'

/** All pages of sellers stand below this one. */
export const middleware = [only('seller')]

export default function Sellers() {
  return <Outlet />
}
