import { createServer } from 'node:http'
import { newOrders } from './orders.ts'
import { productPage, search } from './products.ts'
import { reviewsOf } from './reviews.ts'

const routes: [RegExp, (argument: string) => Promise<unknown>][] = [
  [/^\/products\/(\d+)$/, (id) => productPage(Number(id))],
  [/^\/products\/(\d+)\/reviews$/, (id) => reviewsOf(Number(id))],
  [/^\/search\/(.+)$/, (beginning) => search(decodeURIComponent(beginning))],
  [/^\/orders\/new(.*)$/, () => newOrders()],
]

createServer(async (request, response) => {
  for (const [path, answer] of routes) {
    const match = path.exec(request.url ?? '')
    if (match) {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(await answer(match[1])))
      return
    }
  }
  response.statusCode = 404
  response.end()
}).listen(Number(process.env.PORT ?? 3000))
