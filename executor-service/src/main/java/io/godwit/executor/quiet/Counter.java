package io.godwit.executor.quiet;

/// A number of uses that the server keeps and that only grows, but for a reset of its statistics.
///
/// @param key  the same at each look
/// @param uses how many so far
/// @param who  who used what, in plain words
record Counter(String key, long uses, String who) {}
