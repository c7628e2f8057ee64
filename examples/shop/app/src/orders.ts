import { database } from './database.ts'

export function ordersOf(customerId: number) {
  return database.order.findMany({ where: { customerId }, orderBy: { placedAt: 'desc' }, take: 10 })
}

export function itemsOf(orderId: number) {
  return database.orderItem.findMany({ where: { orderId }, include: { product: { select: { name: true } } } })
}

export function newOrders() {
  return database.order.findMany({ orderBy: { placedAt: 'desc' }, take: 20 })
}

export function placeOrder(customerId: number, productId: number, quantity: number, priceCents: number) {
  return database.$transaction([
    database.order.create({
      data: {
        customerId,
        totalCents: quantity * priceCents,
        items: { create: [{ productId, quantity, priceCents }] },
      },
    }),
    database.product.update({ where: { id: productId }, data: { stock: { decrement: quantity } } }),
  ])
}

export function markPaid(id: number) {
  return database.order.update({ where: { id }, data: { status: 'paid' } })
}
