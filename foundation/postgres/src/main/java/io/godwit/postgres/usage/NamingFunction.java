package io.godwit.postgres.usage;

/// A function whose body names something that goes away.
///
/// @param function  its signature
/// @param statement the one of the change that names it last: its place in the list, counted from 0
/// @param name      what it names: `orders`, `orders.legacy`
public record NamingFunction(String function, int statement, String name) {}
