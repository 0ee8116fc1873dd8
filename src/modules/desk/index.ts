/** The desk: the pages of officers. It composes the other modules and owns nothing but the way that they are shown. */
export { deskRoutes } from './routes.ts'
