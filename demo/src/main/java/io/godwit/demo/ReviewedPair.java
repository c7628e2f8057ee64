package io.godwit.demo;

/// A customer and a product: the subject of a review. Pairs are numbered so that different numbers, up to ten million,
/// are different pairs; the reviews the shop starts with are those below [ShopDatabase#REVIEWS].
record ReviewedPair(int customer, int product) {
    static ReviewedPair numbered(int number) {
        int inRound = number % ShopDatabase.CUSTOMERS;
        int round = number / ShopDatabase.CUSTOMERS;
        return new ReviewedPair(1 + inRound, 1 + (inRound * 7 + round * 331) % ShopDatabase.PRODUCTS);
    }
}
