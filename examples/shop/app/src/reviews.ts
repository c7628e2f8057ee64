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

// One review per customer and product: a second one is quietly left out.
export function postReview(customerId: number, productId: number, stars: number, body: string) {
  return database.$executeRaw`
    INSERT INTO reviews (customer_id, product_id, stars, body)
    SELECT ${customerId}, ${productId}, ${stars}, ${body}
    WHERE NOT EXISTS (SELECT FROM reviews WHERE customer_id = ${customerId} AND product_id = ${productId})`
}
