/** The portal: the pages of citizens. It composes the other modules and owns nothing but the way that they are shown. */
export { portalRoutes } from './routes.ts'
