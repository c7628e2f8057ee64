import { database } from './database.ts'

export function productPage(id: number) {
  return database.product.findUnique({
    where: { id },
    select: { name: true, description: true, priceCents: true, stock: true },
  })
}

export function search(beginning: string) {
  return database.product.findMany({
    where: { name: { startsWith: beginning } },
    select: { id: true, name: true, priceCents: true },
    orderBy: { name: 'asc' },
    take: 20,
  })
}

export function soldOut() {
  return database.product.count({ where: { stock: 0 } })
}

// What search engines index: the text customers find us by.
export function feedEntry(id: number) {
  return database.$queryRaw`SELECT name, description FROM products WHERE id = ${id}`
}
