/// Trying on a copy what production is spared.
@org.jspecify.annotations.NullMarked
package io.godwit.postgres.trial;
