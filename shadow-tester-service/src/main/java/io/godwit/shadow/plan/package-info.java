/// Runs a plan's steps on the candidate and measures them; takes them back and compares.
@NullMarked
package io.godwit.shadow.plan;

import org.jspecify.annotations.NullMarked;
