import { database } from './database.ts'

export function reviewsOf(productId: number) {
  return database.review.findMany({
    where: { productId },
    include: { customer: { select: { name: true } } },
    orderBy: { createdAt: 'desc' },
    take: 10,
  })
}

export function averageStars(productId: number) {
  return database.review.aggregate({ where: { productId }, _avg: { stars: true }, _count: true })
}

// One review per customer and product: the database sees to it now.
export function postReview(customerId: number, productId: number, stars: number, body: string) {
  return database.review.create({ data: { customerId, productId, stars, body } })
}
