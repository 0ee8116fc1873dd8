/** The desk: the pages of officers. It composes the other modules and owns nothing but the way that they are shown. */
export { menuFor } from './menu.ts'
export { deskRoutes } from './routes.ts'
